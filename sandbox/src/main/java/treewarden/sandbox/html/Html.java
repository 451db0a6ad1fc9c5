package treewarden.sandbox.html;

import java.util.Set;

/** A piece of HTML. There is no way to put text in it without escaping. */
public final class Html {

    private static final Set<String> VOID = Set.of("br", "hr", "input", "link", "meta");

    private final StringBuilder text = new StringBuilder();

    private Html() {}

    public static Html empty() {
        return new Html();
    }

    /** Text, shown as it is. */
    public static Html text(String content) {
        var html = new Html();
        html.text.append(escape(content));
        return html;
    }

    /** Only for output of {@link Markdown}, which is safe by itself. */
    static Html safe(String rendered) {
        var html = new Html();
        html.text.append(rendered);
        return html;
    }

    public static Html tag(String name, Attributes attributes, Html... children) {
        var html = new Html();
        html.text.append('<').append(name).append(attributes.text).append('>');
        if (!VOID.contains(name)) {
            for (var child : children) {
                html.text.append(child.text);
            }
            html.text.append("</").append(name).append('>');
        }
        return html;
    }

    public static Html tag(String name, Html... children) {
        return tag(name, Attributes.none(), children);
    }

    public static Html tag(String name, String content) {
        return tag(name, text(content));
    }

    public static Html tag(String name, Attributes attributes, String content) {
        return tag(name, attributes, text(content));
    }

    /** A link; an address that is neither of the web nor of this page shows as text. */
    public static Html link(String address, String content) {
        boolean harmless = address.startsWith("http://")
                || address.startsWith("https://")
                || (address.startsWith("/") && !address.startsWith("//"))
                || address.startsWith("#");
        return harmless ? tag("a", Attributes.attribute("href", address), content) : text(content);
    }

    public Html add(Html... more) {
        for (var one : more) {
            text.append(one.text);
        }
        return this;
    }

    /** A whole document around a head and a body. */
    public static String document(Html head, Html body) {
        return "<!doctype html>\n<html lang=\"en\">" + tag("head", head) + tag("body", body) + "</html>\n";
    }

    static String escape(String content) {
        return content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The attributes of a tag; names come from our code, values from anywhere. */
    public static final class Attributes {

        private final String text;

        private Attributes(String text) {
            this.text = text;
        }

        public static Attributes none() {
            return new Attributes("");
        }

        public static Attributes attribute(String name, String value) {
            return none().and(name, value);
        }

        /** The attribute {@code class}. */
        public static Attributes style(String name) {
            return attribute("class", name);
        }

        public Attributes and(String name, String value) {
            return new Attributes(text + " " + name + "=\"" + escape(value) + "\"");
        }
    }
}
