//! A table over several dimensions, printed as a decision tree in which values that lead to the same
//! are one branch and dimensions that decide nothing are not asked.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::dimensions::Dimension;

/// The tree: nodes are shared, so equal subtrees have equal numbers.
#[derive(Default)]
struct Tree {
    numbers: HashMap<Vec<u32>, u32>,
    nodes: Vec<Node>,
}

enum Node {
    Leaf(u32),
    Branch(usize, Vec<u32>),
}

impl Tree {
    fn number(&mut self, key: Vec<u32>, node: impl FnOnce() -> Node) -> u32 {
        let next = u32::try_from(self.nodes.len()).expect("the tree is small");
        *self.numbers.entry(key).or_insert_with(|| {
            self.nodes.push(node());
            next
        })
    }
}

/// Prints `table` (one result for each combination, the last dimension running fastest) as a tree;
/// `words` says what a result is called.
pub fn print(dimensions: &[Dimension], table: &[u16], words: &[String]) -> String {
    let mut tree = Tree::default();
    let leaf = |tree: &mut Tree, result: u16| {
        let result = u32::from(result);
        tree.number(vec![u32::MAX, result], || Node::Leaf(result))
    };
    let mut level: Vec<u32> = table.iter().map(|result| leaf(&mut tree, *result)).collect();
    for (depth, dimension) in dimensions.iter().enumerate().rev() {
        level = level
            .chunks(dimension.values.len())
            .map(|children| {
                if children.iter().all(|child| *child == children[0]) {
                    return children[0];
                }
                let mut key = vec![u32::try_from(depth).expect("few dimensions")];
                key.extend(children);
                tree.number(key, || Node::Branch(depth, children.to_vec()))
            })
            .collect();
    }
    let mut out = String::new();
    branch(&tree, dimensions, words, level[0], 0, &mut out);
    out
}

fn branch(
    tree: &Tree,
    dimensions: &[Dimension],
    words: &[String],
    node: u32,
    indent: usize,
    out: &mut String,
) {
    let Node::Branch(depth, children) = &tree.nodes[node as usize] else { return };
    let dimension = &dimensions[*depth];
    let mut groups: Vec<(u32, Vec<&str>)> = Vec::new();
    for (value, child) in dimension.values.iter().zip(children) {
        match groups.iter_mut().find(|(known, _)| known == child) {
            Some((_, names)) => names.push(value),
            None => groups.push((*child, vec![value])),
        }
    }
    // A large group is named by what it is not, and stands last.
    let largest = (0..groups.len()).max_by_key(|n| groups[*n].1.len()).filter(|n| groups[*n].1.len() > 4);
    let rest = largest.map(|n| (groups.remove(n).0, vec!["(any other)"]));
    for (child, names) in groups.into_iter().chain(rest) {
        let names = names.join(" | ");
        let _ = write!(out, "{:indent$}{} {}", "", dimension.name, names);
        match &tree.nodes[child as usize] {
            Node::Leaf(result) => {
                let _ = writeln!(out, ": {}", words[*result as usize]);
            }
            Node::Branch(..) => {
                out.push('\n');
                branch(tree, dimensions, words, child, indent + 2, out);
            }
        }
    }
}
