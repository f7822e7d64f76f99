//! Grown trees, all in one vector: a tree's nodes stand after its root, two children side by side.

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// What the tree adds to the margin of the rows that come here, `eta` included.
    Leaf(f32),
    /// Rows go left or right.
    Split {
        /// The column that is looked at.
        feature: u32,
        /// Smaller values go left.
        threshold: f32,
        /// Whether a missing value goes left.
        default_left: bool,
        /// The loss that the split saves, less the penalties.
        gain: f32,
        /// The left child's place in [`Forest::nodes`]; the right child's is the next.
        left: u32,
    },
}

/// The trees of a booster, in the order they were grown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    pub(super) nodes: Vec<Node>,
    pub(super) roots: Vec<u32>,
}

impl Forest {
    /// The nodes of all trees.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Each tree's root, as a place in [`Self::nodes`].
    pub fn roots(&self) -> &[u32] {
        &self.roots
    }

    /// Begins a tree with a root that is a leaf of 0; gives its place.
    pub(super) fn plant(&mut self) -> u32 {
        let root = self.nodes.len() as u32;
        self.roots.push(root);
        self.nodes.push(Node::Leaf(0.0));
        root
    }

    /// Two more nodes for the children of one; gives the left one's place.
    pub(super) fn two_leaves(&mut self) -> u32 {
        let left = self.nodes.len() as u32;
        self.nodes.extend([Node::Leaf(0.0); 2]);
        left
    }

    /// The leaf that the tree with this root has for a row of `features`.
    #[inline]
    pub(super) fn leaf(&self, root: u32, features: &[f32]) -> f32 {
        let mut at = root;
        loop {
            match self.nodes[at as usize] {
                Node::Leaf(value) => return value,
                Node::Split { feature, threshold, default_left, left, .. } => {
                    let value = features[feature as usize];
                    let goes_left = value < threshold || (default_left && value.is_nan());
                    at = left + u32::from(!goes_left);
                }
            }
        }
    }
}
