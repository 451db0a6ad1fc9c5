package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as it is, but for what a reader of the rendered page does not see: front matter goes, HTML becomes Markdown, of
 * a link its text stays and of an image its description, and underlined headings get number signs.
 */
final class ReadMarkdown {
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(100)
            .maxInlineNesting(100)
            .build();

    private static final Pattern LINE_BREAK = Pattern.compile("(?i)<br\\s*/?>");
    private static final int LONGEST_FRONT_MATTER = 200;

    private final String source;
    private final int longest;
    private final List<Change> changes = new ArrayList<>();

    private ReadMarkdown(String source, int longest) {
        this.source = source;
        this.longest = longest;
    }

    /** Put in place of a stretch of the source. */
    private record Change(int from, int to, String text) {}

    static String read(String markdown, int longest) throws UnreadableException {
        var lines = markdown.replace("\r\n", "\n").replace('\r', '\n');
        var reader = new ReadMarkdown(withoutFrontMatter(lines), longest);
        reader.look(PARSER.parse(reader.source));
        return reader.changed();
    }

    /** Without the YAML or TOML between two fences at the very start, which site generators read. */
    private static String withoutFrontMatter(String text) {
        var fence = text.startsWith("---\n") ? "---" : text.startsWith("+++\n") ? "+++" : null;
        if (fence == null) {
            return text;
        }
        int from = 4;
        for (int line = 0; line < LONGEST_FRONT_MATTER; line++) {
            int end = text.indexOf('\n', from);
            var content = text.substring(from, end < 0 ? text.length() : end).stripTrailing();
            if (content.equals(fence) || fence.equals("---") && content.equals("...")) {
                return end < 0 ? "" : text.substring(end + 1);
            }
            if (end < 0 || fence.equals("---") && content.isBlank() && line == 0) {
                return text;
            }
            from = end + 1;
        }
        return text;
    }

    /** Walks the tree without recursion: a stranger decides how deep it is. */
    private void look(Node document) throws UnreadableException {
        Node node = document;
        while (node != null) {
            if (node instanceof HtmlBlock) {
                node = html(node);
            } else {
                change(node);
            }
            node = following(node);
        }
    }

    private static @Nullable Node following(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        var up = node;
        while (up != null && up.getNext() == null) {
            up = up.getParent();
        }
        return up == null ? null : up.getNext();
    }

    private void change(Node node) {
        if (node instanceof HtmlInline inline) {
            replace(inline, LINE_BREAK.matcher(inline.getLiteral()).matches() ? " " : "");
        } else if (node instanceof Link || node instanceof Image) {
            keepInside(node);
        } else if (node instanceof LinkReferenceDefinition) {
            replace(node, "");
        } else if (node instanceof Heading heading) {
            withNumberSigns(heading);
        }
    }

    /** Blocks of HTML that only blank lines part are one, such as a table's; gives the last of them. */
    private Node html(Node first) throws UnreadableException {
        var html = new StringBuilder();
        Node last = first;
        for (Node node = first; node instanceof HtmlBlock block; node = node.getNext()) {
            html.append(block.getLiteral()).append('\n');
            last = node;
        }
        int from = start(first);
        int to = end(last);
        if (from >= 0 && to >= from) {
            changes.add(new Change(from, to, ReadHtml.fragment(html.toString(), longest)));
        }
        return last;
    }

    private void keepInside(Node node) {
        var first = node.getFirstChild();
        var last = node.getLastChild();
        int from = start(node);
        int to = end(node);
        if (from < 0) {
            return;
        }
        if (first == null || last == null || start(first) < 0) {
            changes.add(new Change(from, to, ""));
        } else {
            changes.add(new Change(from, start(first), ""));
            changes.add(new Change(end(last), to, ""));
        }
    }

    private void replace(Node node, String text) {
        int from = start(node);
        if (from >= 0) {
            changes.add(new Change(from, end(node), text));
        }
    }

    /** The same heading in the one form that the chunker knows. */
    private void withNumberSigns(Heading heading) {
        var first = heading.getFirstChild();
        var last = heading.getLastChild();
        int from = start(heading);
        if (from < 0 || first == null || last == null || start(first) < 0) {
            return;
        }
        var spans = heading.getSourceSpans();
        boolean inContainer = spans.get(0).getColumnIndex() > 3;
        if (inContainer) {
            return;
        }
        int lineStart = from - spans.get(0).getColumnIndex();
        changes.add(new Change(lineStart, start(first), "\n" + "#".repeat(heading.getLevel()) + " "));
        for (int i = 1; i < spans.size(); i++) {
            int lineEnd = spans.get(i - 1).getInputIndex() + spans.get(i - 1).getLength();
            if (lineEnd >= start(first) && spans.get(i).getInputIndex() < end(last)) {
                changes.add(new Change(lineEnd, spans.get(i).getInputIndex(), " "));
            }
        }
        changes.add(new Change(end(last), end(heading), "\n"));
    }

    private static int start(@Nullable Node node) {
        return node == null || node.getSourceSpans().isEmpty()
                ? -1
                : node.getSourceSpans().get(0).getInputIndex();
    }

    private static int end(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        var last = spans.get(spans.size() - 1);
        return last.getInputIndex() + last.getLength();
    }

    private String changed() throws UnreadableException {
        changes.sort((one, other) -> one.from() != other.from()
                ? Integer.compare(one.from(), other.from())
                : Integer.compare(other.to(), one.to()));
        var out = new StringBuilder();
        int at = 0;
        for (var change : changes) {
            if (change.from() < at) {
                continue;
            }
            out.append(source, at, change.from()).append(change.text());
            at = change.to();
        }
        out.append(source, at, source.length());
        if (out.length() > longest) {
            throw TooLong.with(longest);
        }
        return out.toString();
    }
}
