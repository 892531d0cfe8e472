/** The door for `npm run sandbox`: what the script beside it cannot do without the sandbox's code. Never part of the extension. */
export { EstateFileError } from "./estate/givenResource";
export { readerClientId } from "./login/login";
export { isState, startSandbox } from "./server";
export { makeServerIdentity } from "./tls/certificate";
