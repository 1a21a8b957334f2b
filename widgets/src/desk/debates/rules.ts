/** The choices of who is looked at first, in their order. */
import type { ConfirmEmail, Moderation } from "../gen/graphql";

export const MODERATIONS: Moderation[] = ["PRE", "POST", "FIRST_N"];
export const EMAILS: ConfirmEmail[] = ["NEVER", "WHEN_GIVEN", "ALWAYS"];
