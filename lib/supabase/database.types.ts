
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "api_keys": {
                  Row: {
                    "created_at": string,"expires_at": string | null,"id": string,"last_used_at": string | null,"name": string,"prefix": string,"scopes": (string)[],"secret_hash": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"expires_at"?: string | null,"id"?: string,"last_used_at"?: string | null,"name": string,"prefix": string,"scopes": (string)[],"secret_hash": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"expires_at"?: string | null,"id"?: string,"last_used_at"?: string | null,"name"?: string,"prefix"?: string,"scopes"?: (string)[],"secret_hash"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "api_keys_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"audit_log": {
                  Row: {
                    "action": string,"actor_id": string | null,"created_at": string,"id": number,"ip": unknown,"metadata": NonNullable<Json>,"request_id": string | null,"target_id": string,"target_type": string,"via": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor_id"?: string | null,"created_at"?: string,"id"?: never,"ip"?: unknown,"metadata"?: NonNullable<Json>,"request_id"?: string | null,"target_id": string,"target_type": string,"via": string
                  }
                  Update: {
                    "action"?: string,"actor_id"?: string | null,"created_at"?: string,"id"?: never,"ip"?: unknown,"metadata"?: NonNullable<Json>,"request_id"?: string | null,"target_id"?: string,"target_type"?: string,"via"?: string
                  }
                  Relationships: [
                    
                  ]
                },"comments": {
                  Row: {
                    "author_id": string,"body": string,"created_at": string,"id": string,"parent_id": string | null,"post_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id"?: string,"body": string,"created_at"?: string,"id"?: string,"parent_id"?: string | null,"post_id": string,"updated_at"?: string
                  }
                  Update: {
                    "author_id"?: string,"body"?: string,"created_at"?: string,"id"?: string,"parent_id"?: string | null,"post_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "comments_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "comments_parent_id_fkey"
      columns: ["parent_id","post_id"]
isOneToOne: false
      referencedRelation: "comments"
      referencedColumns: ["id","post_id"]
    },{
      foreignKeyName: "comments_post_id_fkey"
      columns: ["post_id"]
isOneToOne: false
      referencedRelation: "posts"
      referencedColumns: ["id"]
    }
                  ]
                },"customers": {
                  Row: {
                    "created_at": string,"stripe_customer_id": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"stripe_customer_id": string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"stripe_customer_id"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customers_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"events": {
                  Row: {
                    "created_at": string,"id": number,"payload": NonNullable<Json>,"topic": string,"txid": unknown,"type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: never,"payload": NonNullable<Json>,"topic": string,"txid"?: unknown,"type": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: never,"payload"?: NonNullable<Json>,"topic"?: string,"txid"?: unknown,"type"?: string
                  }
                  Relationships: [
                    
                  ]
                },"media": {
                  Row: {
                    "alt": string,"blur_data_url": string | null,"bucket": string,"bytes": number,"claimed_at": string | null,"created_at": string,"height": number | null,"id": string,"mime": string,"owner_id": string,"path": string,"sha256": string | null,"sizes": NonNullable<Json>,"status": Database["public"]['Enums']["media_status"],"updated_at": string,"width": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "alt"?: string,"blur_data_url"?: string | null,"bucket"?: string,"bytes": number,"claimed_at"?: string | null,"created_at"?: string,"height"?: number | null,"id"?: string,"mime": string,"owner_id": string,"path": string,"sha256"?: string | null,"sizes"?: NonNullable<Json>,"status"?: Database["public"]['Enums']["media_status"],"updated_at"?: string,"width"?: number | null
                  }
                  Update: {
                    "alt"?: string,"blur_data_url"?: string | null,"bucket"?: string,"bytes"?: number,"claimed_at"?: string | null,"created_at"?: string,"height"?: number | null,"id"?: string,"mime"?: string,"owner_id"?: string,"path"?: string,"sha256"?: string | null,"sizes"?: NonNullable<Json>,"status"?: Database["public"]['Enums']["media_status"],"updated_at"?: string,"width"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_owner_id_fkey"
      columns: ["owner_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "comment_id": string | null,"created_at": string,"id": string,"payload": NonNullable<Json>,"read_at": string | null,"type": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "comment_id"?: string | null,"created_at"?: string,"id"?: string,"payload": NonNullable<Json>,"read_at"?: string | null,"type": string,"user_id": string
                  }
                  Update: {
                    "comment_id"?: string | null,"created_at"?: string,"id"?: string,"payload"?: NonNullable<Json>,"read_at"?: string | null,"type"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_comment_id_fkey"
      columns: ["comment_id"]
isOneToOne: false
      referencedRelation: "comments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"orders": {
                  Row: {
                    "amount": number,"amount_refunded": number,"created_at": string,"currency": string,"id": string,"paid_at": string | null,"price_id": string | null,"quantity": number,"status": Database["public"]['Enums']["order_status"],"stripe_customer_id": string | null,"stripe_payment_intent_id": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"amount_refunded"?: number,"created_at": string,"currency": string,"id": string,"paid_at"?: string | null,"price_id"?: string | null,"quantity"?: number,"status"?: Database["public"]['Enums']["order_status"],"stripe_customer_id"?: string | null,"stripe_payment_intent_id"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "amount"?: number,"amount_refunded"?: number,"created_at"?: string,"currency"?: string,"id"?: string,"paid_at"?: string | null,"price_id"?: string | null,"quantity"?: number,"status"?: Database["public"]['Enums']["order_status"],"stripe_customer_id"?: string | null,"stripe_payment_intent_id"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "orders_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"post_contents": {
                  Row: {
                    "content": string,"post_id": string,"search": unknown,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content": string,"post_id": string,"search"?: never,"updated_at"?: string
                  }
                  Update: {
                    "content"?: string,"post_id"?: string,"search"?: never,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "post_contents_post_id_fkey"
      columns: ["post_id"]
isOneToOne: true
      referencedRelation: "posts"
      referencedColumns: ["id"]
    }
                  ]
                },"posts": {
                  Row: {
                    "author_id": string,"comment_count": number,"created_at": string,"excerpt": string,"id": string,"published_at": string | null,"reaction_count": number,"search": unknown,"slug": string,"status": Database["public"]['Enums']["post_status"],"title": string,"updated_at": string,"visibility": Database["public"]['Enums']["post_visibility"]
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id"?: string,"comment_count"?: number,"created_at"?: string,"excerpt"?: string,"id"?: string,"published_at"?: string | null,"reaction_count"?: number,"search"?: never,"slug"?: string,"status"?: Database["public"]['Enums']["post_status"],"title": string,"updated_at"?: string,"visibility"?: Database["public"]['Enums']["post_visibility"]
                  }
                  Update: {
                    "author_id"?: string,"comment_count"?: number,"created_at"?: string,"excerpt"?: string,"id"?: string,"published_at"?: string | null,"reaction_count"?: number,"search"?: never,"slug"?: string,"status"?: Database["public"]['Enums']["post_status"],"title"?: string,"updated_at"?: string,"visibility"?: Database["public"]['Enums']["post_visibility"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "posts_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"prices": {
                  Row: {
                    "active": boolean,"created_at": string,"currency": string,"id": string,"interval": Database["public"]['Enums']["price_interval"] | null,"interval_count": number | null,"lookup_key": string | null,"metadata": NonNullable<Json>,"product_id": string,"type": Database["public"]['Enums']["price_type"],"unit_amount": number | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active": boolean,"created_at"?: string,"currency": string,"id": string,"interval"?: Database["public"]['Enums']["price_interval"] | null,"interval_count"?: number | null,"lookup_key"?: string | null,"metadata"?: NonNullable<Json>,"product_id": string,"type": Database["public"]['Enums']["price_type"],"unit_amount"?: number | null,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"created_at"?: string,"currency"?: string,"id"?: string,"interval"?: Database["public"]['Enums']["price_interval"] | null,"interval_count"?: number | null,"lookup_key"?: string | null,"metadata"?: NonNullable<Json>,"product_id"?: string,"type"?: Database["public"]['Enums']["price_type"],"unit_amount"?: number | null,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"products": {
                  Row: {
                    "active": boolean,"created_at": string,"description": string | null,"id": string,"metadata": NonNullable<Json>,"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active": boolean,"created_at"?: string,"description"?: string | null,"id": string,"metadata"?: NonNullable<Json>,"name": string,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"created_at"?: string,"description"?: string | null,"id"?: string,"metadata"?: NonNullable<Json>,"name"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"profiles": {
                  Row: {
                    "avatar_media_id": string | null,"bio": string,"created_at": string,"id": string,"name": string,"updated_at": string,"username": string
                  }
                  ComputedFields: never
                  Insert: {
                    "avatar_media_id"?: string | null,"bio"?: string,"created_at"?: string,"id": string,"name": string,"updated_at"?: string,"username": string
                  }
                  Update: {
                    "avatar_media_id"?: string | null,"bio"?: string,"created_at"?: string,"id"?: string,"name"?: string,"updated_at"?: string,"username"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "profiles_avatar_media_id_fkey"
      columns: ["avatar_media_id"]
isOneToOne: false
      referencedRelation: "media"
      referencedColumns: ["id"]
    }
                  ]
                },"reactions": {
                  Row: {
                    "created_at": string,"kind": Database["public"]['Enums']["reaction_kind"],"post_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"kind": Database["public"]['Enums']["reaction_kind"],"post_id": string,"user_id"?: string
                  }
                  Update: {
                    "created_at"?: string,"kind"?: Database["public"]['Enums']["reaction_kind"],"post_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "reactions_post_id_fkey"
      columns: ["post_id"]
isOneToOne: false
      referencedRelation: "posts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reactions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"subscriptions": {
                  Row: {
                    "access_revoked_at": string | null,"cancel_at": string | null,"cancel_at_period_end": boolean,"canceled_at": string | null,"created_at": string,"current_period_end": string | null,"current_period_start": string | null,"ended_at": string | null,"id": string,"past_due_since": string | null,"paused": boolean,"price_id": string | null,"quantity": number,"status": Database["public"]['Enums']["subscription_status"],"stripe_customer_id": string,"trial_end": string | null,"updated_at": string,"user_id": string | null,"grace_ends_at": string | null
                  }
                  ComputedFields: "grace_ends_at"
                  Insert: {
                    "access_revoked_at"?: string | null,"cancel_at"?: string | null,"cancel_at_period_end"?: boolean,"canceled_at"?: string | null,"created_at": string,"current_period_end"?: string | null,"current_period_start"?: string | null,"ended_at"?: string | null,"id": string,"past_due_since"?: string | null,"paused"?: boolean,"price_id"?: string | null,"quantity"?: number,"status": Database["public"]['Enums']["subscription_status"],"stripe_customer_id": string,"trial_end"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "access_revoked_at"?: string | null,"cancel_at"?: string | null,"cancel_at_period_end"?: boolean,"canceled_at"?: string | null,"created_at"?: string,"current_period_end"?: string | null,"current_period_start"?: string | null,"ended_at"?: string | null,"id"?: string,"past_due_since"?: string | null,"paused"?: boolean,"price_id"?: string | null,"quantity"?: number,"status"?: Database["public"]['Enums']["subscription_status"],"stripe_customer_id"?: string,"trial_end"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "subscriptions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"user_roles": {
                  Row: {
                    "role": Database["public"]['Enums']["app_role"],"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "role": Database["public"]['Enums']["app_role"],"user_id": string
                  }
                  Update: {
                    "role"?: Database["public"]['Enums']["app_role"],"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_roles_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "create_post":
{ Args: { "content": string,"excerpt"?: string,"slug"?: string,"status"?: Database["public"]['Enums']["post_status"],"title": string,"visibility"?: Database["public"]['Enums']["post_visibility"] }; Returns: {
              "author_id": string,
"comment_count": number,
"created_at": string,
"excerpt": string,
"id": string,
"published_at": string | null,
"reaction_count": number,
"search": unknown,
"slug": string,
"status": Database["public"]['Enums']["post_status"],
"title": string,
"updated_at": string,
"visibility": Database["public"]['Enums']["post_visibility"]
            }
                          SetofOptions: {
        from: "*"
        to: "posts"
        isOneToOne: true
        isSetofReturn: false
      } },
"grace_ends_at":
{ Args: { "": Database["public"]['Tables']["subscriptions"]['Row'] }; Returns: { error: true } & "the function public.grace_ends_at with parameter or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache"
                           },
"is_member":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"reaction_counts":
{ Args: { "post_id": string }; Returns: {
              "count": number,"kind": Database["public"]['Enums']["reaction_kind"],"mine": boolean
            }[]
                           },
"search_posts":
{ Args: { "after_id"?: string,"after_rank"?: number,"by_author"?: string,"in_status"?: Database["public"]['Enums']["post_status"],"in_visibility"?: Database["public"]['Enums']["post_visibility"],"max_rows"?: number,"q": string }; Returns: {
              "author_avatar_media_id": string,"author_id": string,"author_name": string,"author_username": string,"comment_count": number,"created_at": string,"excerpt": string,"id": string,"marked_title": string,"published_at": string,"rank": number,"reaction_count": number,"slug": string,"snippet": string,"status": Database["public"]['Enums']["post_status"],"title": string,"updated_at": string,"visibility": Database["public"]['Enums']["post_visibility"]
            }[]
                           },
"update_post":
{ Args: { "content"?: string,"excerpt"?: string,"id": string,"if_updated_at"?: (string)[],"slug"?: string,"status"?: Database["public"]['Enums']["post_status"],"title"?: string,"visibility"?: Database["public"]['Enums']["post_visibility"] }; Returns: {
              "author_id": string,
"comment_count": number,
"created_at": string,
"excerpt": string,
"id": string,
"published_at": string | null,
"reaction_count": number,
"search": unknown,
"slug": string,
"status": Database["public"]['Enums']["post_status"],
"title": string,
"updated_at": string,
"visibility": Database["public"]['Enums']["post_visibility"]
            }
                          SetofOptions: {
        from: "*"
        to: "posts"
        isOneToOne: true
        isSetofReturn: true
      } }
          }
          Enums: {
            "app_role": "admin"|"editor","media_status": "pending"|"ready"|"rejected","order_status": "pending"|"paid"|"failed"|"expired"|"refunded"|"disputed","post_status": "draft"|"published","post_visibility": "public"|"members","price_interval": "day"|"week"|"month"|"year","price_type": "recurring"|"one_time","reaction_kind": "like"|"love"|"insightful"|"funny","subscription_status": "incomplete"|"incomplete_expired"|"trialing"|"active"|"past_due"|"canceled"|"unpaid"|"paused"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "app_role": ["admin", "editor"],"media_status": ["pending", "ready", "rejected"],"order_status": ["pending", "paid", "failed", "expired", "refunded", "disputed"],"post_status": ["draft", "published"],"post_visibility": ["public", "members"],"price_interval": ["day", "week", "month", "year"],"price_type": ["recurring", "one_time"],"reaction_kind": ["like", "love", "insightful", "funny"],"subscription_status": ["incomplete", "incomplete_expired", "trialing", "active", "past_due", "canceled", "unpaid", "paused"]
          }
        }
} as const
