/** True when a setting has a value; Azure compares without case. */
export function isSetTo(value: string | undefined, wanted: string): boolean {
  return value?.toLowerCase() === wanted.toLowerCase();
}
