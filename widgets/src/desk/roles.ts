/** What somebody may do at a desk by what he is there; the server decides, the desk only does not offer the rest. */
import type { Role } from "./gen/graphql";

/** Whoever has this role, or administers the desk. */
const may = (role: Role) => (roles: readonly Role[]) => roles.includes(role) || roles.includes("ADMIN");

export const mayEdit = may("EDITOR");
export const mayModerate = may("MODERATOR");
/** Keeps the directory. */
export const mayKeep = may("DIRECTORY_KEEPER");
/** Says what the municipality says of itself. */
export const maySettle = may("WEBMASTER");
export const mayAdminister = may("ADMIN");
