//! The wire types' machinery: what a JSON value must look like ([`Shape`]), how a Rust type is read from one and written
//! to one ([`Wire`]), and the [`wire!`](crate::sagemaker::wire) macro, which declares an AWS structure once and gets all
//! three from the declaration.
//!
//! Why not serde's derive: `flatten`, which keeping unknown members needs, buffers every value and generates a visitor for
//! every structure, and it stops at the first problem. Here a shape is a constant table, one recursive function checks
//! any value against any table and collects every problem, and what the macro generates for a structure is a straight
//! list of calls. That is small in WebAssembly, and the same tables are compared with AWS's service model in the tests.

use super::pattern::Pattern;
use serde_json::{Map, Number, Value};

/// What AWS wants a JSON value to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Text (AWS: string).
    Text(TextLimits),
    /// Text, one of a list of values (AWS: enum). Another text passes as a shape, so that a value newer than this
    /// program survives; [`unlisted_values`](super::shape::unlisted_values) finds it.
    Choice(&'static [&'static str]),
    /// A number without a fraction (AWS: integer, long), from and to these; 32 bits where there is no other end.
    Whole(Option<i64>, Option<i64>),
    /// A number (AWS: float).
    Real,
    /// `true` or `false` (AWS: boolean).
    Flag,
    /// A list whose items all have the same shape, of at least and at most so many.
    List(&'static Shape, Option<usize>, Option<usize>),
    /// An object from names of the user's own to texts (AWS: map).
    TextMap(TextMapLimits),
    /// An object with AWS's own members, in the order in which they are written (AWS: structure).
    Object(&'static [Member]),
}

/// What AWS allows of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLimits {
    /// Characters, at least.
    pub min: Option<usize>,
    /// Characters, at most.
    pub max: Option<usize>,
    /// What the whole text must match.
    pub pattern: Option<Pattern>,
}

/// What AWS allows of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextMapLimits {
    /// Names, at least.
    pub min: Option<usize>,
    /// Names, at most.
    pub max: Option<usize>,
    /// Each name.
    pub name: TextLimits,
    /// Each text.
    pub text: TextLimits,
}

impl TextLimits {
    /// Any text.
    pub const NONE: Self = Self { min: None, max: None, pattern: None };
}

impl Shape {
    /// A list with another number of items.
    pub(crate) const fn limited(self, min: Option<usize>, max: Option<usize>) -> Self {
        match self {
            Self::List(item, ..) => Self::List(item, min, max),
            other => other,
        }
    }
}

/// One member of an object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    /// AWS's name for it, for example `MaxParallelTrainingJobs`.
    pub name: &'static str,
    /// True when a request without it is refused.
    pub required: bool,
    /// What its value must look like.
    pub shape: Shape,
    /// What it is for, in a line or two.
    pub help: &'static str,
    /// What counts when it is left out, as text; of a required one, what a new one begins with. Empty when there is none.
    pub default: &'static str,
}

/// A Rust type with a place on the wire.
///
/// `null` stands for "not there" inside this trait only: AWS allows no `null` anywhere, so a checked value has none.
pub trait Wire: Sized {
    /// What the value must look like.
    const SHAPE: Shape;
    /// Whether a structure with a member of this type is refused without it: everything but an `Option`.
    const REQUIRED: bool = true;

    /// Reads a value that [`check`](super::shape::check) has passed with this type's [`SHAPE`](Self::SHAPE).
    /// A part that does not fit reads as empty; [`from_value`] checks first, call that.
    fn read(value: Value) -> Self;

    /// The value to send.
    fn write(&self) -> Value;

    /// Takes the member out of an object and reads it. What is left keeps its order.
    // Never inlined, as `put`: a structure is then a list of calls, and small.
    #[inline(never)]
    fn take(object: &mut Map<String, Value>, name: &str) -> Self {
        Self::read(remove(object, name))
    }

    /// Appends the member to an object, unless there is nothing to send.
    #[inline(never)]
    fn put(&self, object: &mut Map<String, Value>, name: &str) {
        append(object, name, self.write());
    }
}

#[inline(never)]
fn remove(object: &mut Map<String, Value>, name: &str) -> Value {
    object.shift_remove(name).unwrap_or_default()
}

#[inline(never)]
fn append(object: &mut Map<String, Value>, name: &str, value: Value) {
    object.insert(name.to_owned(), value);
}

/// Checks a value's shape and reads it; on failure, every problem in it.
pub fn from_value<T: Wire>(value: Value) -> Result<T, super::ShapeProblems> {
    let problems = super::shape::check(&value, T::SHAPE);
    if problems.is_empty() { Ok(T::read(value)) } else { Err(problems) }
}

impl<T: Wire> Wire for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;

    fn read(value: Value) -> Self {
        (!value.is_null()).then(|| T::read(value))
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }

    #[inline(never)]
    fn put(&self, object: &mut Map<String, Value>, name: &str) {
        if let Some(value) = self {
            value.put(object, name);
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE, None, None);

    fn read(value: Value) -> Self {
        match value {
            Value::Array(items) => items.into_iter().map(T::read).collect(),
            _ => Self::new(),
        }
    }

    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }
}

impl Wire for String {
    const SHAPE: Shape = Shape::Text(TextLimits::NONE);

    fn read(value: Value) -> Self {
        match value {
            Value::String(text) => text,
            _ => Self::new(),
        }
    }

    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Wire for i64 {
    const SHAPE: Shape = Shape::Whole(None, None);

    fn read(value: Value) -> Self {
        value.as_i64().unwrap_or_default()
    }

    fn write(&self) -> Value {
        Value::from(*self)
    }
}

/// A `Number` rather than an `f64`, so that `90` is exported as `90` and not as `90.0`.
impl Wire for Number {
    const SHAPE: Shape = Shape::Real;

    fn read(value: Value) -> Self {
        match value {
            Value::Number(number) => number,
            _ => Self::from(0),
        }
    }

    fn write(&self) -> Value {
        Value::Number(self.clone())
    }
}

impl Wire for bool {
    const SHAPE: Shape = Shape::Flag;

    fn read(value: Value) -> Self {
        value.as_bool().unwrap_or_default()
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

/// Names of the user's own and their texts, in the order in which they were given: static hyperparameters, environment
/// variables. Each name is there once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextMap(Vec<(String, String)>);

impl TextMap {
    /// The text for a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, text)| text)
    }

    /// Sets a name's text: in its place when the name is there already, else at the end. Returns the text before.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) -> Option<String> {
        let (name, text) = (name.into(), text.into());
        if let Some((_, old)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            Some(std::mem::replace(old, text))
        } else {
            self.0.push((name, text));
            None
        }
    }

    /// Takes a name out. Returns its text.
    pub fn remove(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    /// Names and texts in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there is no name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: Into<String>, T: Into<String>> FromIterator<(N, T)> for TextMap {
    /// Of a name given twice, the last text counts, as in JSON.
    fn from_iter<I: IntoIterator<Item = (N, T)>>(pairs: I) -> Self {
        let mut map = Self::default();
        for (name, text) in pairs {
            map.insert(name, text);
        }
        map
    }
}

impl Wire for TextMap {
    const SHAPE: Shape =
        Shape::TextMap(TextMapLimits { min: None, max: None, name: TextLimits::NONE, text: TextLimits::NONE });

    fn read(value: Value) -> Self {
        match value {
            Value::Object(map) => Self(map.into_iter().map(|(name, text)| (name, String::read(text))).collect()),
            _ => Self::default(),
        }
    }

    fn write(&self) -> Value {
        Value::Object(self.0.iter().map(|(name, text)| (name.clone(), Value::String(text.clone()))).collect())
    }
}

/// An object's members; none of anything else.
#[inline(never)]
pub(crate) fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// An object with its known members and, behind them, the others.
#[inline(never)]
pub(crate) fn object(mut known: Map<String, Value>, others: &Map<String, Value>) -> Value {
    known.extend(others.iter().map(|(name, value)| (name.clone(), value.clone())));
    Value::Object(known)
}

/// Declares an AWS structure: a Rust struct, its [`Shape`] and its [`Wire`] implementation.
///
/// A line is `"AwsName" => rust_name: Type`; `Option` makes the member optional; `"AwsName" in CHOICES => …` lists the
/// values that AWS allows; `"AwsName" or "Off" => …` says what counts when it is left out. The line's comment is the help that
/// the form shows. What else the model says of a value stands in brackets, `_` for an end that it leaves open:
/// `[text(1, 32, TuningJobName)]`, `[whole(1, _)]`, `[list(1, 30)]`, `[list(1, 30) of text(0, 256, OneLine)]`,
/// `[map(0, 48) from text(…) to text(…)]`. Members are written in the order of the lines, and what AWS's model does not know is kept in
/// `other` and written last.
macro_rules! wire {
    ($(#[$about:meta])* pub struct $name:ident {
        $($(#[doc = $help:literal])* $aws:literal $(or $default:literal)? $([$($limits:tt)*])? $(in $choices:expr)? => $field:ident: $kind:ty,)*
    }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(
                $(#[doc = $help])*
                $(#[doc = concat!("\n\nOne of `", stringify!($choices), "`.")])?
                $(#[doc = concat!("\n\nWhat counts when it is left out: `", $default, "`.")])?
                pub $field: $kind,
            )*
            /// Members that this program does not know, as they were given.
            pub other: serde_json::Map<String, serde_json::Value>,
        }

        impl $crate::sagemaker::Wire for $name {
            const SHAPE: $crate::sagemaker::Shape = $crate::sagemaker::Shape::Object(&[
                $($crate::sagemaker::Member {
                    name: $aws,
                    required: <$kind as $crate::sagemaker::Wire>::REQUIRED,
                    shape: wire!(@shape $kind $(, [$($limits)*])? $(, $choices)?),
                    help: concat!($($help),*),
                    default: concat!($($default)?),
                },)*
            ]);

            fn read(value: serde_json::Value) -> Self {
                let mut other = $crate::sagemaker::wire::members(value);
                Self {
                    $($field: $crate::sagemaker::Wire::take(&mut other, $aws),)*
                    other,
                }
            }

            fn write(&self) -> serde_json::Value {
                let mut known = $crate::sagemaker::wire::members(serde_json::Value::Null);
                $($crate::sagemaker::Wire::put(&self.$field, &mut known, $aws);)*
                $crate::sagemaker::wire::object(known, &self.other)
            }
        }
    };
    (@shape $kind:ty) => { <$kind as $crate::sagemaker::Wire>::SHAPE };
    (@shape $kind:ty, [whole($min:tt, $max:tt)]) => { $crate::sagemaker::Shape::Whole(wire!(@end $min), wire!(@end $max)) };
    (@shape $kind:ty, [list($min:tt, $max:tt)]) => {
        <$kind as $crate::sagemaker::Wire>::SHAPE.limited(wire!(@end $min), wire!(@end $max))
    };
    (@shape $kind:ty, [list($min:tt, $max:tt) of text($($text:tt)*)]) => {
        $crate::sagemaker::Shape::List(
            &$crate::sagemaker::Shape::Text(wire!(@text $($text)*)),
            wire!(@end $min),
            wire!(@end $max),
        )
    };
    (@shape $kind:ty, [map($min:tt, $max:tt) from text($($name:tt)*) to text($($text:tt)*)]) => {
        $crate::sagemaker::Shape::TextMap($crate::sagemaker::TextMapLimits {
            min: wire!(@end $min),
            max: wire!(@end $max),
            name: wire!(@text $($name)*),
            text: wire!(@text $($text)*),
        })
    };
    (@shape $kind:ty, [text($($text:tt)*)]) => { $crate::sagemaker::Shape::Text(wire!(@text $($text)*)) };
    (@text $min:tt, $max:tt $(, $pattern:ident)?) => {
        $crate::sagemaker::TextLimits {
            min: wire!(@end $min),
            max: wire!(@end $max),
            pattern: [None $(, Some($crate::sagemaker::Pattern::$pattern))?][wire!(@count $($pattern)?)],
        }
    };
    (@count) => { 0 };
    (@count $one:ident) => { 1 };
    (@end _) => { None };
    (@end $end:literal) => { Some($end) };
    (@shape $kind:ty, $choices:expr) => { $crate::sagemaker::Shape::Choice($choices) };
}
pub(crate) use wire;
