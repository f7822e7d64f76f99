//! Where XGBoost cuts a column into bins: its weighted quantile sketch (Chen and Guestrin 2016, appendix) with weights of 1,
//! on a column that fits into one summary. A column of few distinct values is cut at each of them.

/// What XGBoost keeps for each bin that it is asked for, until it prunes to the bins.
const PRECISION: usize = 8;

/// A value of the column and how many values stand before it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    value: f32,
    /// The number of values that are smaller.
    first: f32,
    /// The number of values that are smaller or equal.
    last: f32,
}

/// The cuts of a column, ascending, at most `bins` of them: bin `i` has the values below cut `i` and not below the cut
/// before. `sorted` has the column's values in ascending order, without NaN. The last cut is above all of them.
pub(super) fn cut_points(sorted: &[f32], bins: usize) -> Vec<f32> {
    let Some(&largest) = sorted.last() else {
        // XGBoost's one bin of an empty column.
        return vec![3e-5];
    };
    let summary = prune(summarise(sorted), most_entries(sorted.len(), bins));
    let kept = sorted.len().min(bins * PRECISION);
    let bins = kept.min(bins);
    let summary = prune(prune(summary, kept), bins + 1);
    // The smallest value cuts nothing off.
    let mut cuts: Vec<f32> = summary.iter().take(bins).skip(1).map(|entry| entry.value).collect();
    cuts.push(largest + (largest.abs() + 1e-5));
    cuts
}

/// How many entries XGBoost's sketch of `rows` values holds.
fn most_entries(rows: usize, bins: usize) -> usize {
    let precision = bins.min(rows) * PRECISION;
    let mut levels = 1;
    loop {
        let entries = (levels * precision + 1).min(rows);
        if entries << levels >= rows {
            return entries;
        }
        levels += 1;
    }
}

fn summarise(sorted: &[f32]) -> Vec<Entry> {
    let mut summary: Vec<Entry> = Vec::new();
    for (index, &value) in sorted.iter().enumerate() {
        let last = (index + 1) as f32;
        match summary.last_mut() {
            Some(entry) if entry.value == value => entry.last = last,
            _ => summary.push(Entry { value, first: index as f32, last }),
        }
    }
    summary
}

/// Keeps the first entry, the last, and those between that are nearest to equal steps of rank, `most` in all; `most` is 2
/// at least where there are more entries.
fn prune(summary: Vec<Entry>, most: usize) -> Vec<Entry> {
    if summary.len() <= most {
        return summary;
    }
    let (end, steps) = (summary.len() - 1, most - 1);
    let begin = summary[0].last;
    let range = summary[end].first - begin;
    let mut pruned = Vec::with_capacity(most);
    pruned.push(summary[0]);
    let (mut kept, mut at) = (0, 1);
    for step in 1..steps {
        let twice = 2.0 * ((step as f32 * range) / steps as f32 + begin);
        while at < end && twice >= summary[at + 1].first + summary[at + 1].last {
            at += 1;
        }
        if at == end {
            break;
        }
        let nearest = if twice < summary[at].last + summary[at + 1].first { at } else { at + 1 };
        if nearest != kept {
            kept = nearest;
            pruned.push(summary[nearest]);
        }
    }
    if kept != end {
        pruned.push(summary[end]);
    }
    pruned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_are_cut_at_each() {
        assert_eq!(cut_points(&[-1.0, -1.0, 2.0, 2.0, 5.0], 256), [2.0, 5.0, 10.0 + 1e-5]);
        assert_eq!(cut_points(&[7.0], 256), [14.0 + 1e-5]);
        assert_eq!(cut_points(&[-3.0, -3.0], 256), [-3.0_f32 + (3.0 + 1e-5)]);
        assert_eq!(cut_points(&[], 256).len(), 1);
    }

    #[test]
    fn many_values_are_cut_into_equal_parts() {
        for rows in [257, 1000, 4098, 4099, 30_000] {
            let sorted: Vec<f32> = (0..rows).map(|i| i as f32).collect();
            let cuts = cut_points(&sorted, 256);
            assert!((250..=256).contains(&cuts.len()), "{rows} {}", cuts.len());
            let part = rows as f32 / 256.0;
            assert!(
                cuts.windows(2).rev().skip(1).all(|cut| (cut[1] - cut[0] - part).abs() <= 2.0 + part * 0.3),
                "{rows}"
            );
            assert!(cuts.is_sorted_by(|a, b| a < b) && cuts[cuts.len() - 1] > rows as f32);
        }
    }
}
