//! Points that somebody drew: their rows are in the document itself.

use crate::language::t;
use core::fmt::Write as _;

/// How many points there can be.
const POINTS: core::ops::RangeInclusive<usize> = 10..=2_000;
/// How many classes there can be.
const CLASSES: core::ops::RangeInclusive<usize> = 2..=5;
/// How far from the origin a point can be, along each axis.
const FARTHEST: f64 = 10.0;
/// Of each class one row is for training and one for validation.
const LEAST_OF_A_CLASS: usize = 2;

/// Points in the plane, by class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    classes: Vec<Vec<[f64; 2]>>,
}

impl Drawn {
    /// What texts say, one a class: points `x,y` with spaces between them, as SVG writes them. The error says what would be right.
    /// Nothing is said of how many there are: see [`Self::can_be_learned`].
    pub fn parse(texts: &[String]) -> Result<Self, String> {
        let point = |text: &str| {
            let (x, y) = text.split_once(',')?;
            let number = |text: &str| text.parse().ok().filter(|x: &f64| x.abs() <= FARTHEST);
            Some([number(x)?, number(y)?])
        };
        let class = |text: &String| {
            let points = text.split_ascii_whitespace();
            let points = points.map(|text| point(text).ok_or_else(|| text.chars().take(40).collect::<String>()));
            points.collect::<Result<Vec<_>, _>>()
        };
        let classes = texts.iter().map(class).collect::<Result<Vec<_>, _>>();
        let error = |text: String| {
            t!(
                "Points has {text}; a point is x,y, each from -{farthest} to {farthest}, such as 0.5,-0.25",
                text = format!("{text:?}"),
                farthest = FARTHEST
            )
        };
        Ok(Self { classes: classes.map_err(error)? })
    }

    /// As [`Self::parse`] reads it.
    pub fn to_texts(&self) -> Vec<String> {
        let class = |points: &Vec<[f64; 2]>| {
            points.iter().enumerate().fold(String::new(), |mut text, (index, [x, y])| {
                // Writing to a text cannot fail.
                let _ = write!(text, "{}{x},{y}", if index > 0 { " " } else { "" });
                text
            })
        };
        self.classes.iter().map(class).collect()
    }

    /// Whether there are enough points of enough classes to learn from, and not too many.
    pub fn can_be_learned(&self) -> bool {
        CLASSES.contains(&self.classes.len())
            && POINTS.contains(&self.len())
            && self.classes.iter().all(|points| points.len() >= LEAST_OF_A_CLASS)
    }

    /// What can be learned, in words.
    pub fn limits() -> String {
        let (points, classes) = (POINTS, CLASSES);
        t!(
            "{least} to {most} points, {each} or more of each of {fewest} to {greatest} classes",
            least = points.start(),
            most = points.end(),
            each = LEAST_OF_A_CLASS,
            fewest = classes.start(),
            greatest = classes.end()
        )
    }

    /// The points of each class.
    pub fn classes(&self) -> &[Vec<[f64; 2]>] {
        &self.classes
    }

    /// How many points there are.
    pub fn len(&self) -> usize {
        self.classes.iter().map(Vec::len).sum()
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a point of a class, unless there are as many as there can be. Numbers are kept to a hundredth.
    pub fn add(&mut self, class: usize, point: [f64; 2]) {
        if class >= *CLASSES.end() || self.len() >= *POINTS.end() || !point.iter().all(|x| x.abs() <= FARTHEST) {
            return;
        }
        if self.classes.len() <= class {
            self.classes.resize(class + 1, Vec::new());
        }
        self.classes[class].push(point.map(|x| (x * 100.0).round() / 100.0));
    }

    /// Takes out the points that are nearer than `radius`; classes at the end without points go too.
    pub fn remove(&mut self, [x, y]: [f64; 2], radius: f64) {
        for points in &mut self.classes {
            points.retain(|[a, b]| (a - x) * (a - x) + (b - y) * (b - y) > radius * radius);
        }
        while self.classes.last().is_some_and(Vec::is_empty) {
            self.classes.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_they_are_written() {
        let mut drawn = Drawn::default();
        drawn.add(1, [0.123_456, -1.0]);
        drawn.add(0, [0.5, 10.0]);
        drawn.add(0, [0.5, 10.5]);
        drawn.add(9, [0.5, 0.5]);
        assert_eq!(drawn.to_texts(), ["0.5,10", "0.12,-1"]);
        assert_eq!(Drawn::parse(&drawn.to_texts()), Ok(drawn.clone()));
        drawn.remove([0.1, -1.0], 0.05);
        assert_eq!(drawn.to_texts(), ["0.5,10"]);
    }

    #[test]
    fn what_cannot_be_learned_is_said() {
        let texts = |texts: &[&str]| Drawn::parse(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
        assert!(texts(&["1,2 3"]).unwrap_err().contains("\"3\""));
        assert!(texts(&["1,200"]).unwrap_err().contains("-10 to 10"));
        assert!(texts(&["1,NaN"]).is_err());
        let can = |own: &[&str]| texts(own).unwrap().can_be_learned();
        let ten = "0,0 ".repeat(10);
        assert!(
            !can(&[&ten])
                && !can(&["0,0 1,1", "2,2 3,3"])
                && !can(&[&ten, "1,1"])
                && !can(&[&"0,0 ".repeat(2001), "1,1 2,2"])
        );
        assert!(can(&[&ten, "1,1 2,2"]));
        assert_eq!(Drawn::limits(), "10 to 2000 points, 2 or more of each of 2 to 5 classes");
    }
}
