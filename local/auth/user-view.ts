import type { Identity } from "./identities.ts";
import type { Factor, User } from "./users.ts";

/** The JSON of a user. Fields that GoTrue leaves out when they are empty are left out here. */
export type UserView = Record<string, unknown> & { id: string };

/** How the API shows a user. */
export function userView(user: User): UserView {
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? "",
    ...present({ email_confirmed_at: user.email_confirmed_at, invited_at: user.invited_at }),
    phone: user.phone ?? "",
    ...present({
      phone_confirmed_at: user.phone_confirmed_at,
      confirmation_sent_at: user.confirmation_sent_at,
      confirmed_at: user.confirmed_at,
      recovery_sent_at: user.recovery_sent_at,
      new_email: user.email_change,
      email_change_sent_at: user.email_change_sent_at,
      new_phone: user.phone_change,
      phone_change_sent_at: user.phone_change_sent_at,
      reauthentication_sent_at: user.reauthentication_sent_at,
      last_sign_in_at: user.last_sign_in_at,
    }),
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    ...(user.factors.length > 0 ? { factors: user.factors.map(factorView) } : {}),
    identities: user.identities.map(identityView),
    created_at: user.created_at,
    updated_at: user.updated_at,
    ...present({ banned_until: user.banned_until, deleted_at: user.deleted_at }),
    is_anonymous: user.is_anonymous,
  };
}

/** A user in a list: without identities, which GoTrue does not load for one. */
export function listedUserView(user: User): UserView {
  const { factors: _factors, ...view } = userView(user);
  return { ...view, id: user.id, identities: null };
}

function identityView(identity: Identity) {
  return {
    identity_id: identity.id,
    id: identity.provider_id,
    user_id: identity.user_id,
    identity_data: identity.identity_data,
    provider: identity.provider,
    ...present({ last_sign_in_at: zulu(identity.last_sign_in_at) }),
    created_at: zulu(identity.created_at),
    updated_at: zulu(identity.updated_at),
    ...present({ email: identity.email }),
  };
}

function factorView(factor: Factor) {
  return {
    id: factor.id,
    created_at: zulu(factor.created_at),
    updated_at: zulu(factor.updated_at),
    status: factor.status,
    ...present({ friendly_name: factor.friendly_name }),
    factor_type: factor.factor_type,
  };
}

/** Timestamps inside JSON that Postgres built end in its own spelling of UTC. */
function zulu(value: string | null): string | null {
  return value?.replace(/\+00:00$/, "Z") ?? null;
}

function present(fields: Record<string, string | null>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) if (value) kept[name] = value;
  return kept;
}
