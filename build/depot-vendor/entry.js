// What the drop zone takes from others, and nothing else of them.
export { Encrypter } from "age-encryption";
export { Upload } from "tus-js-client";
