import { createComment, updateComment } from "#actions/comments.ts";
import type { CommentView } from "#lib/comments/schema.ts";
import { TextField } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";

type CommentFormProps = { postId: string; slug: string; parentId?: string };

/** Says something on a post, or answers a comment. */
export function CommentForm({ postId, slug, parentId }: CommentFormProps) {
  return (
    <Form id={`comment-on-${parentId ?? postId}`} action={createComment} className="grid gap-3">
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="slug" value={slug} />
      {parentId ? <input type="hidden" name="parentId" value={parentId} /> : null}
      <BodyField label={parentId ? "Your reply" : "Your comment"} />
      <Submit kind={parentId ? "primary" : "plain"} className="button justify-self-start">
        {parentId ? "Reply" : "Comment"}
      </Submit>
    </Form>
  );
}

/** Puts one's own comment right. */
export function EditCommentForm({ comment, slug }: { comment: CommentView; slug: string }) {
  return (
    <Form id={`edit-${comment.id}`} action={updateComment} className="grid gap-3">
      <input type="hidden" name="id" value={comment.id} />
      <input type="hidden" name="slug" value={slug} />
      <BodyField label="Your comment" body={comment.body} />
      <Submit className="button justify-self-start">Save</Submit>
    </Form>
  );
}

function BodyField({ label, body = "" }: { label: string; body?: string }) {
  return (
    <TextField
      name="body"
      label={label}
      hideLabel
      placeholder={label}
      defaultValue={body}
      rows={3}
      required
      maxLength={2000}
      className="resize-y"
    />
  );
}
