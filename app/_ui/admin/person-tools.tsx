import { banSomebody, grantOne, revokeOne, unbanSomebody } from "#actions/admin.ts";
import type { PersonView } from "#lib/admin/schema.ts";
import type { Role } from "#lib/auth/caller.ts";
import { Disclosure } from "#ui/disclosure.tsx";
import { Field } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { FormDisclosure } from "#ui/form-disclosure.tsx";

type PersonToolsProps = { person: PersonView; isViewer: boolean };

/** What an admin can do about somebody. Nobody bans or demotes themselves. */
export function PersonTools({ person, isViewer }: PersonToolsProps) {
  return (
    <div className="flex flex-wrap content-start items-center gap-x-5 gap-y-2 md:justify-end">
      {isViewer ? <p className="text-sm text-faint">This is you.</p> : null}
      <Disclosure ask="Roles">
        <div className="grid gap-3">
          {(["admin", "editor"] as const).map((role) => (
            <RoleTool key={role} person={person} role={role} isViewer={isViewer} />
          ))}
        </div>
      </Disclosure>
      {person.ban ? <LiftTool person={person} /> : null}
      {isViewer ? null : <BanTool person={person} />}
    </div>
  );
}

const rights: Record<Role, string> = {
  admin: "Admins do whatever editors do, and everything here.",
  editor: "Editors read and change everybody's posts, drafts too.",
};

type RoleToolProps = { person: PersonView; role: Role; isViewer: boolean };

function RoleTool({ person, role, isViewer }: RoleToolProps) {
  const has = person.roles.includes(role);
  if (has && isViewer && role === "admin") {
    return <p className="text-sm text-faint">You are an admin. Another admin can change that.</p>;
  }
  return (
    <Form
      id={`${role}-${person.id}`}
      action={has ? revokeOne : grantOne}
      label={`${role} ${person.username}`}
      className="grid gap-1.5"
    >
      <input type="hidden" name="id" value={person.id} />
      <input type="hidden" name="role" value={role} />
      <p className="text-sm text-faint">{rights[role]}</p>
      <Submit kind={has ? "danger" : "plain"} className="button justify-self-start">
        {has ? `Take the role ${role}` : `Make ${role}`}
      </Submit>
    </Form>
  );
}

function BanTool({ person }: { person: PersonView }) {
  return (
    <Form
      id={`ban-${person.id}`}
      action={banSomebody}
      label={`Ban ${person.username}`}
      className="grid gap-2 has-[details[open]]:basis-full"
    >
      <FormDisclosure ask={person.ban ? "Change the ban" : "Ban"}>
        <p className="text-[0.9375rem]">
          {person.ban
            ? `Change ${person.name}’s ban?`
            : `Ban ${person.name}? They are signed out everywhere and cannot sign in. What they wrote stays.`}
        </p>
        <input type="hidden" name="id" value={person.id} />
        <Field
          name="reason"
          label="Reason"
          hint="For other admins. It stays in the audit log."
          required
          minLength={3}
          maxLength={500}
          defaultValue={person.ban?.reason}
        />
        <Field name="until" type="datetime-local" label="Until (UTC)" hint="Left empty, it is for good." />
        <Submit kind="danger" className="button justify-self-start">
          {person.ban ? "Change it" : `Ban ${person.name}`}
        </Submit>
      </FormDisclosure>
    </Form>
  );
}

/** What it does can be done again, so this asks no question. */
function LiftTool({ person }: { person: PersonView }) {
  return (
    <Form id={`unban-${person.id}`} action={unbanSomebody} label={`Lift the ban of ${person.username}`}>
      <input type="hidden" name="id" value={person.id} />
      <Submit kind="plain" className="small-button">
        Lift the ban
      </Submit>
    </Form>
  );
}
