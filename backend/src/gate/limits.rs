//! What an operation may ask, once it is parsed and before anything is validated or run.
//!
//! `async-graphql` limits cost, directives and recursion itself; these are the limits that it lacks, or that would forbid
//! introspection, which is allowed in full.

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet};
use serde::{Deserialize, Serialize};

use crate::metrics::Limit;

/// How much an operation may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OperationLimits {
    /// Fields inside fields; below `__schema` and `__type` only lists inside lists are counted.
    pub depth: usize,
    /// Fields under another name.
    pub aliases: usize,
    /// Fields of the root.
    pub root_fields: usize,
    /// Directives on one field.
    pub directives: usize,
    /// Nodes that the answer may have: every list counts as many times as rows are asked for.
    pub cost: usize,
    /// Fields in all, with every fragment written out. Fragments that spread each other multiply.
    pub fields: usize,
    /// Rows of one page of a list, and ids of one list of ids.
    pub page_rows: u64,
    /// How long one operation may run; then it is ended, and its statements with it.
    pub seconds: u64,
    /// Errors of one answer; of the others only the number is said.
    pub errors: usize,
    /// Operations of one batch.
    pub batch: usize,
}

impl Default for OperationLimits {
    fn default() -> Self {
        Self {
            depth: 12,
            aliases: 100,
            root_fields: 20,
            directives: 5,
            cost: 10_000,
            fields: 2_000,
            page_rows: 100,
            seconds: 5,
            errors: 20,
            batch: 10,
        }
    }
}

/// Which limit an operation passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskedTooMuch {
    /// Fields inside fields.
    #[error("This operation is deeper than {0} fields.")]
    Depth(usize),
    /// Fields under another name.
    #[error("This operation has more than {0} aliases.")]
    Aliases(usize),
    /// Fields of the root.
    #[error("This operation asks more than {0} root fields.")]
    RootFields(usize),
    /// Lists of types inside lists of types.
    #[error("An introspection asks no more than {0} lists inside each other.")]
    Introspection(usize),
    /// A subscription with several root fields.
    #[error("A subscription has one root field; send several subscriptions.")]
    Subscriptions,
    /// A subscription whose root field stands in a fragment: `async-graphql` would pass it over and tell nothing.
    #[error("A subscription names its root field itself, not in a fragment.")]
    RootFragment,
    /// Fields in all.
    #[error("This operation has more than {0} fields, with its fragments written out.")]
    Fields(usize),
}

impl AskedTooMuch {
    /// How it is counted.
    #[must_use]
    pub const fn limit(self) -> Limit {
        match self {
            Self::Depth(_) | Self::Introspection(_) => Limit::Depth,
            Self::Aliases(_) => Limit::Aliases,
            Self::RootFields(_) | Self::Subscriptions | Self::RootFragment => Limit::RootFields,
            Self::Fields(_) => Limit::Fields,
        }
    }
}

/// Walks every operation of a document, fragments written out. Ends for any document: a fragment that spreads itself runs
/// into the limit of fields or of fragments inside fragments.
///
/// # Errors
/// The first limit that is passed.
pub fn check(document: &ExecutableDocument, limits: &OperationLimits) -> Result<(), AskedTooMuch> {
    for (_, operation) in document.operations.iter() {
        let mut walk = Walk { document, limits, aliases: 0, fields: 0, root: 0 };
        walk.set(&operation.node.selection_set.node, 1, 0)?;
        // So the specification has it, and so an answer belongs to one event.
        if operation.node.ty == OperationType::Subscription {
            let root = &operation.node.selection_set.node.items;
            if walk.root > 1 {
                return Err(AskedTooMuch::Subscriptions);
            }
            if root.iter().any(|selection| !matches!(selection.node, Selection::Field(_))) {
                return Err(AskedTooMuch::RootFragment);
            }
        }
    }
    Ok(())
}

/// How many fields of the root an operation has, fragments written out, if it passes no limit.
#[must_use]
pub fn root_fields(document: &ExecutableDocument, operation: &OperationDefinition, limits: &OperationLimits) -> usize {
    let mut walk = Walk { document, limits, aliases: 0, fields: 0, root: 0 };
    // What passes a limit was refused before.
    let _ = walk.set(&operation.selection_set.node, 1, 0);
    walk.root
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    limits: &'a OperationLimits,
    aliases: usize,
    fields: usize,
    root: usize,
}

/// Fragments inside fragments: far more than anybody writes, far less than a stack holds.
const FRAGMENTS: usize = 64;
/// The lists of the introspection that lead from types to types, and how many of them may stand inside each other. Two
/// are enough for every tool: the types, and their fields.
const LISTS: [&str; 5] = ["types", "fields", "inputFields", "interfaces", "possibleTypes"];
const NESTED_LISTS: usize = 2;

impl Walk<'_> {
    fn set(&mut self, set: &SelectionSet, depth: usize, fragments: usize) -> Result<(), AskedTooMuch> {
        let Self { limits, .. } = self;
        if depth > limits.depth && !set.items.is_empty() {
            return Err(AskedTooMuch::Depth(limits.depth));
        }
        for item in &set.items {
            self.fields += 1;
            if self.fields > self.limits.fields || fragments > FRAGMENTS {
                return Err(AskedTooMuch::Fields(self.limits.fields));
            }
            match &item.node {
                Selection::Field(field) => {
                    self.aliases += usize::from(field.node.alias.is_some());
                    self.root += usize::from(depth == 1);
                    if self.aliases > self.limits.aliases {
                        return Err(AskedTooMuch::Aliases(self.limits.aliases));
                    }
                    if self.root > self.limits.root_fields {
                        return Err(AskedTooMuch::RootFields(self.limits.root_fields));
                    }
                    match field.node.name.node.as_str() {
                        "__schema" | "__type" => self.introspection(&field.node.selection_set.node, 0, 0)?,
                        _ => self.set(&field.node.selection_set.node, depth + 1, 0)?,
                    }
                }
                Selection::InlineFragment(fragment) => {
                    self.set(&fragment.node.selection_set.node, depth, fragments + 1)?;
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        self.set(&fragment.node.selection_set.node, depth, fragments + 1)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Walk<'_> {
    /// What lies below `__schema` and `__type`. Fragments multiply there as elsewhere: one kilobyte of them kept the
    /// validation of `async-graphql` busy for five seconds in a debug build, where no timeout reaches it, and every
    /// hundred bytes more multiply that. And types have lists of types, which multiply in the answer.
    fn introspection(&mut self, set: &SelectionSet, lists: usize, depth: usize) -> Result<(), AskedTooMuch> {
        for item in &set.items {
            self.fields += 1;
            if self.fields > self.limits.fields || depth > FRAGMENTS {
                return Err(AskedTooMuch::Fields(self.limits.fields));
            }
            let (set, lists) = match &item.node {
                Selection::Field(field) => {
                    self.aliases += usize::from(field.node.alias.is_some());
                    if self.aliases > self.limits.aliases {
                        return Err(AskedTooMuch::Aliases(self.limits.aliases));
                    }
                    let lists = lists + usize::from(LISTS.contains(&field.node.name.node.as_str()));
                    if lists > NESTED_LISTS {
                        return Err(AskedTooMuch::Introspection(NESTED_LISTS));
                    }
                    (&field.node.selection_set, lists)
                }
                Selection::InlineFragment(fragment) => (&fragment.node.selection_set, lists),
                Selection::FragmentSpread(spread) => {
                    let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) else { continue };
                    (&fragment.node.selection_set, lists)
                }
            };
            self.introspection(&set.node, lists, depth + 1)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::{AskedTooMuch, OperationLimits, check, root_fields};

    #[test]
    fn fields_of_the_root_are_counted_wherever_they_stand() {
        for (query, fields) in [
            ("mutation {a}", 1),
            ("mutation {a x:a y:a}", 3),
            ("mutation {a{b{c}} ...F} fragment F on M {b ...G ... {c}} fragment G on M {d}", 4),
            ("{a{b c d}}", 1),
        ] {
            let document = parse_query(query).expect("a document");
            let (_, operation) = document.operations.iter().next().expect("an operation");
            assert_eq!(root_fields(&document, &operation.node, &OperationLimits::default()), fields, "{query}");
        }
    }

    fn checked(query: &str) -> Result<(), AskedTooMuch> {
        let limits = OperationLimits { depth: 3, aliases: 2, root_fields: 3, fields: 12, ..OperationLimits::default() };
        check(&parse_query(query).expect("a document"), &limits)
    }

    #[test]
    fn each_limit_holds_and_is_not_reached_too_early() {
        for fine in [
            "{a{b{c}}}",
            "{x:a y:b}",
            "{a b c}",
            "{a{...F}} fragment F on A {b{c}}",
            "{__schema{a{b{c{d{e}}}}}}",
            "{__schema{types{fields{type{ofType{ofType{name}}}}}}}",
            "{__type{possibleTypes{interfaces{name}}}}",
            "{a{b ... on B {c}}}",
            "subscription {a}",
        ] {
            assert_eq!(checked(fine), Ok(()), "{fine}");
        }
        for (query, refusal) in [
            ("{a{b{c{d}}}}", AskedTooMuch::Depth(3)),
            ("{a{...F}} fragment F on A {b{c{d}}}", AskedTooMuch::Depth(3)),
            ("{x:a y:b z:c}", AskedTooMuch::Aliases(2)),
            ("{__schema{x:a y:b z:c}}", AskedTooMuch::Aliases(2)),
            ("{__schema{a b c d e f g h i j k l m}}", AskedTooMuch::Fields(12)),
            ("{__schema{types{fields{type{fields{name}}}}}}", AskedTooMuch::Introspection(2)),
            (
                "{__type{a:possibleTypes{...F}}} fragment F on T {interfaces{possibleTypes{name}}}",
                AskedTooMuch::Introspection(2),
            ),
            ("{__type{...F}} fragment F on T {ofType{...F}}", AskedTooMuch::Fields(12)),
            ("{a b c d}", AskedTooMuch::RootFields(3)),
            ("{a{b c d e f g h i j k l m}}", AskedTooMuch::Fields(12)),
            ("query A {a} query B {a b c d}", AskedTooMuch::RootFields(3)),
            ("subscription {a b}", AskedTooMuch::Subscriptions),
            ("subscription {...F} fragment F on S {a x:b}", AskedTooMuch::Subscriptions),
            ("subscription {...F} fragment F on S {a}", AskedTooMuch::RootFragment),
            ("subscription {... {a}}", AskedTooMuch::RootFragment),
            ("query A {a} subscription B {... on S {a}}", AskedTooMuch::RootFragment),
        ] {
            assert_eq!(checked(query), Err(refusal), "{query}");
        }
    }

    #[test]
    fn fragments_that_spread_themselves_or_each_other_end() {
        assert_eq!(checked("{a{...F}} fragment F on A {...F}"), Err(AskedTooMuch::Fields(12)));
        let laughs = "{a{...A}} fragment A on T {...B ...B} fragment B on T {...C ...C} fragment C on T {...D ...D} \
                      fragment D on T {x y}";
        assert_eq!(checked(laughs), Err(AskedTooMuch::Fields(12)));
    }
}
