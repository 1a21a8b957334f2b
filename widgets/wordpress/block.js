/**
 * The block writes a link. What is kept in the page needs neither the plugin nor this file to be read.
 * Plain script: it runs as it is, without a build.
 */
((
  { blocks, blockEditor, components, element },
  { server, municipality, widgets, names, settings, words },
) => {
  const { createElement: el, Fragment } = element;

  /** The address that becomes the widget; nothing where something does not fit. */
  const address = ({ widget, municipality, id }) => {
    const [list, one, prefix] = widgets[widget] ?? [];
    if (!server || !list || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(municipality)) return undefined;
    if (id && !(id.startsWith(prefix) && /^[a-z]+_[a-z0-9]+$/.test(id))) return undefined;
    return `${server}/${municipality}/${id ? `${one}/${id}` : list}?embed=${widget}`;
  };

  const edit = ({ attributes, setAttributes }) => {
    const asked = { municipality, ...attributes };
    const set = (change) => {
      const next = { ...asked, ...change };
      setAttributes({ ...next, address: address(next), text: names[next.widget] });
    };
    // A block that was just put in has its address at once.
    element.useEffect(() => {
      if (!attributes.address) set({});
    }, []);
    const field = (name, label, help) =>
      el(components.TextControl, {
        label,
        help,
        value: asked[name] ?? "",
        onChange: (value) => set({ [name]: value.trim() }),
      });
    const { address: there } = attributes;
    const placeholder = { icon: "megaphone", label: names[asked.widget] ?? "Javno" };
    return el(
      "div",
      blockEditor.useBlockProps(),
      server
        ? el(
            components.Placeholder,
            {
              ...placeholder,
              instructions: there ? words.live : undefined,
            },
            el(
              Fragment,
              null,
              el(components.SelectControl, {
                label: words.what,
                value: asked.widget,
                options: Object.entries(names).map(([value, label]) => ({ value, label })),
                onChange: (widget) => set({ widget, id: "" }),
              }),
              field("municipality", words.municipality, words.slug),
              field("id", words.one, words.id),
              there
                ? el(components.ExternalLink, { href: there }, there)
                : el(components.Notice, { status: "warning", isDismissible: false }, words.missing),
            ),
          )
        : el(
            components.Placeholder,
            { ...placeholder, instructions: words.unset },
            el(components.ExternalLink, { href: settings }, words.settings),
          ),
    );
  };

  const save = ({ attributes: { address, text } }) =>
    address ? el("p", blockEditor.useBlockProps.save(), el("a", { href: address }, text)) : null;

  blocks.registerBlockType("javno/widget", { edit, save });
})(window.wp, window.javno);
