// A playground document as a link's text, as src/playground/link.rs writes it: see there.
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";

const dictionary = readFileSync("src/playground/link/dictionary-1.txt");

/** The text after `#s=`. The page's tests open what this writes. */
export function toLink(document) {
  const text = Buffer.from(JSON.stringify(document));
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(adler32(text));
  return `1.${Buffer.concat([checksum, deflateRawSync(text, { level: 9, dictionary })]).toString("base64url")}`;
}

/** RFC 1950, section 9. */
function adler32(bytes) {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
