//! Lists by pages: `MaxResults` and `NextToken`.

use super::error::ApiError;

/// One page of a list.
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    /// Where the next page begins; `None` on the last.
    pub(super) next_token: Option<String>,
}

/// Items on a page when `MaxResults` is left out.
const DEFAULT_RESULTS: usize = 10;

/// Cuts the page out of the whole sorted list; `max_results` has passed its own check. The token is the number of items before the page.
pub(super) fn page<T>(items: Vec<T>, max_results: Option<i64>, token: Option<&str>) -> Result<Page<T>, ApiError> {
    let size = max_results.and_then(|given| usize::try_from(given).ok()).unwrap_or(DEFAULT_RESULTS);
    let start = match token {
        None => 0,
        Some(token) => token.parse::<usize>().map_err(|_| {
            ApiError::validation(format!("NextToken is {token:?}; it must be the NextToken of the page before"))
        })?,
    };
    let total = items.len();
    let items: Vec<T> = items.into_iter().skip(start).take(size).collect();
    let end = start.saturating_add(items.len());
    Ok(Page { items, next_token: (end < total).then(|| end.to_string()) })
}

/// The other way round for `Descending`.
pub(super) fn order<T>(mut items: Vec<T>, sort_order: Option<&str>) -> Vec<T> {
    if sort_order == Some("Descending") {
        items.reverse();
    }
    items
}
