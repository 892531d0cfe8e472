/** Entra's code in a text, `AADSTS50076`; undefined when it names none. */
export function entraCode(text: string | undefined): string | undefined {
  return /AADSTS\d{4,9}/.exec(text ?? "")?.[0];
}
