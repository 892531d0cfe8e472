import fs from "node:fs";

/**
 * The names and sizes of the files in a ZIP archive, read from its central directory (no ZIP64).
 * @param {string} file
 * @returns {{ name: string, size: number }[]} sizes are uncompressed bytes
 */
export function zipEntries(file) {
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) {
    throw new Error(`${file} is not a ZIP archive`);
  }
  const entries = [];
  let offset = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < bytes.readUInt16LE(end + 10); index++) {
    const nameLength = bytes.readUInt16LE(offset + 28);
    const name = bytes.toString("utf8", offset + 46, offset + 46 + nameLength);
    entries.push({ name, size: bytes.readUInt32LE(offset + 24) });
    offset += 46 + nameLength + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
  }
  return entries;
}
