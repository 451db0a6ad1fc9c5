package treewarden.templates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a code host would make of some Markdown. */
final class Rendered {
    /** Mail addresses are looked for below: this library takes characters for part of one that GitHub does not. */
    private static final List<Extension> GITHUB = List.of(
            TablesExtension.create(),
            AutolinkExtension.builder()
                    .linkTypes(AutolinkType.URL, AutolinkType.WWW)
                    .build(),
            StrikethroughExtension.create());

    private static final Pattern TAG = Pattern.compile("<(/?)(details|summary|sub|code)>");

    /** What GitHub looks for in text outside code: mentions and mail addresses, references to issues, addresses. */
    private static final Pattern LIVELY = Pattern.compile("@\\w|#\\d|(?i:gh-\\d)|://|(?i:www\\.\\w)");

    private final Node document;

    private Rendered(Node document) {
        this.document = document;
    }

    static Rendered of(String markdown) {
        return new Rendered(Parser.builder().extensions(GITHUB).build().parse(markdown));
    }

    List<String> links() {
        return texts(Link.class, Link::getDestination);
    }

    List<String> images() {
        return texts(Image.class, Image::getDestination);
    }

    List<String> html() {
        var all = new ArrayList<>(texts(HtmlInline.class, HtmlInline::getLiteral));
        all.addAll(texts(HtmlBlock.class, HtmlBlock::getLiteral));
        return all;
    }

    /** Text outside code that would come alive. */
    List<String> lively() {
        return texts(Text.class, Text::getLiteral).stream()
                .filter(text -> LIVELY.matcher(text).find())
                .toList();
    }

    /** All that a reader sees, as one string. */
    String read() {
        var out = new StringBuilder();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                out.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                out.append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                out.append(block.getLiteral());
            }
        });
        return out.toString();
    }

    /** The names of the kinds of nodes, each once, in the order of the text. */
    List<String> kinds() {
        var out = new ArrayList<String>();
        walk(document, node -> out.add(node.getClass().getSimpleName()));
        return out.stream().distinct().toList();
    }

    /** Elements that are opened and not closed. */
    List<String> openElements() {
        var open = new ArrayDeque<String>();
        for (var html : html()) {
            var tags = TAG.matcher(html);
            while (tags.find()) {
                if (tags.group(1).isEmpty()) {
                    open.push(tags.group(2));
                } else if (!open.isEmpty() && open.peek().equals(tags.group(2))) {
                    open.pop();
                } else {
                    open.push("/" + tags.group(2));
                }
            }
        }
        return List.copyOf(open);
    }

    private <T extends Node> List<String> texts(Class<T> kind, Function<T, String> text) {
        var out = new ArrayList<String>();
        walk(document, node -> {
            if (kind.isInstance(node)) {
                out.add(text.apply(kind.cast(node)));
            }
        });
        return out;
    }

    private static void walk(Node node, Consumer<Node> visit) {
        visit.accept(node);
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            walk(child, visit);
        }
    }
}
