/** A stylesheet, minified by the build, as text. */
declare module "*.css" {
  const text: string;
  export default text;
}
