#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tuneground_fuzz::Target::of("workshop").check_bytes(bytes));
