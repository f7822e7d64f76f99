//! A playground document in the fragment of a link, so that whoever opens the link has it, and no server is asked.
//!
//! A link's text is `1.` and base64url (RFC 4648, without padding) of an Adler-32 checksum (RFC 1950) and raw deflate
//! (RFC 1951) of the document as JSON. Deflate begins with a dictionary: it takes what the text has in common with `dictionary-1.txt` from
//! there, which makes a preset a third as long. Nothing is left out, not even what is a default: a default may change, and a
//! link may not.
//!
//! A format that was given out is never changed. A better one gets the next number, and a dictionary of its own.

use super::document::Document;
use crate::language::t;
use crate::sagemaker::RequestError;
use crate::sagemaker::limits::MAX_REQUEST_BYTES;
use adler2::adler32_slice;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// The format that links are written in.
const FORMAT: u32 = 1;

/// What deflate begins with in format 1: the names of all members, and typical documents. Never to be changed.
const DICTIONARY: &[u8] = include_bytes!("link/dictionary-1.txt");

/// A link's text with more characters than this is not looked at.
pub const MAX_LINK_CHARACTERS: usize = 256 << 10;

/// Bytes of the checksum.
const CHECKSUM: usize = 4;

/// Why a link has no document.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Its format is not known here.
    #[error(
        "{}",
        t!(
            "This link was made by a newer Tuneground (its format is {format}, and this page knows {known}). Reload the page to have the newest",
            format = .0,
            known = FORMAT
        )
    )]
    Newer(u32),
    /// It is not what was once given out.
    #[error(
        "{}",
        t!(
            "This link is damaged: something of it is missing or was changed on the way. Copy it again, whole, from where it came"
        )
    )]
    Damaged,
    /// It is longer than any link that was given out.
    #[error(
        "{}",
        t!(
            "This link has {n} characters, and a link to a job has at most {most}",
            n = .0,
            most = MAX_LINK_CHARACTERS
        )
    )]
    TooLong(usize),
    /// It is whole, and what is in it is no document.
    #[error("{}", t!("What this link holds is no job: {error}", error = .0))]
    NoDocument(#[from] RequestError),
}

/// A document as a link's text.
pub fn to_link(document: &Document) -> String {
    pack(&document.to_json().to_string())
}

/// The document of a link's text.
pub fn from_link(link: &str) -> Result<Document, LinkError> {
    Ok(Document::parse(&unpack(link)?)?)
}

/// Any text as a link's.
pub(super) fn pack(text: &str) -> String {
    let mut bytes = adler32_slice(text.as_bytes()).to_be_bytes().to_vec();
    bytes.extend(deflate(text.as_bytes()));
    format!("{FORMAT}.{}", BASE64.encode(bytes))
}

/// What [`pack`] has packed.
pub(super) fn unpack(link: &str) -> Result<String, LinkError> {
    if link.len() > MAX_LINK_CHARACTERS {
        return Err(LinkError::TooLong(link.len()));
    }
    let (format, packed) = link.trim().split_once('.').ok_or(LinkError::Damaged)?;
    match format.parse() {
        Ok(FORMAT) => {}
        Ok(newer) if newer > FORMAT => return Err(LinkError::Newer(newer)),
        _ => return Err(LinkError::Damaged),
    }
    let bytes = BASE64.decode(packed).map_err(|_| LinkError::Damaged)?;
    let (expected, packed) = bytes.split_first_chunk::<CHECKSUM>().ok_or(LinkError::Damaged)?;
    let text = inflate(packed).ok_or(LinkError::Damaged)?;
    if adler32_slice(&text) != u32::from_be_bytes(*expected) {
        return Err(LinkError::Damaged);
    }
    String::from_utf8(text).map_err(|_| LinkError::Damaged)
}

/// Raw deflate of a text, of which what is in the dictionary is taken from there.
fn deflate(text: &[u8]) -> Vec<u8> {
    const LEVEL: i32 = 10;
    const RAW: i32 = -15;
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, RAW, 0));
    // The dictionary goes in first, and what comes out for it is left out of the link: whoever reads it has it.
    let mut aside = vec![0; 2 * DICTIONARY.len()];
    compress(&mut compressor, DICTIONARY, &mut aside, TDEFLFlush::Sync);
    let mut packed = Vec::new();
    let mut piece = [0; 4096];
    let mut rest = text;
    loop {
        let (status, taken, written) = compress(&mut compressor, rest, &mut piece, TDEFLFlush::Finish);
        rest = &rest[taken..];
        packed.extend_from_slice(&piece[..written]);
        if status != TDEFLStatus::Okay {
            return packed;
        }
    }
}

/// The text of [`deflate`]; `None` if it is not one, or longer than a request may be.
fn inflate(packed: &[u8]) -> Option<Vec<u8>> {
    let mut text = DICTIONARY.to_vec();
    text.resize(DICTIONARY.len() + MAX_REQUEST_BYTES, 0);
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut decompressor = DecompressorOxide::new();
    let (status, taken, written) = decompress(&mut decompressor, packed, &mut text, DICTIONARY.len(), flags);
    if status != TINFLStatus::Done || taken != packed.len() {
        return None;
    }
    text.truncate(DICTIONARY.len() + written);
    Some(text.split_off(DICTIONARY.len()))
}
