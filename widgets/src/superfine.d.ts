/** superfine ships no types. */
declare module "superfine" {
  export interface VNode {
    key: string | undefined;
    tag: string;
    node?: Node;
  }
  export function h(tag: string, props: object, children: VNode[]): VNode;
  export function text(value: string | number): VNode;
  export function patch(place: Node, view: VNode): Node;
}
