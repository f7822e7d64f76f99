//! A prepared playground, from a link or as JSON; and what somebody pasted as results.

use tuneground::playground::workshop::{Area, ResultCode, Workshop, decode_all};

/// Each is refused in words, or comes back as it was.
pub fn check(text: &str) {
    if let Err(error) = Workshop::from_link(text) {
        assert!(error.to_string().len() > 20, "{error}");
    }
    if let Ok(workshop) = Workshop::parse(text) {
        let back = Workshop::from_link(&workshop.to_link()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(back, workshop);
        for area in Area::ALL {
            workshop.permission(area);
        }
    }
    for (_, found) in decode_all(text) {
        if let Ok(result) = found {
            assert_eq!(ResultCode::decode(&result.encode()).as_ref(), Ok(&result));
        }
    }
}
