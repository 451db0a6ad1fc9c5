package treewarden.sdg.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** HTML to Markdown: headings, paragraphs, lists, tables and code of the main part; navigation, scripts and the like go. */
final class ReadHtml implements NodeFilter {
    private static final Set<String> UNWANTED_TAGS = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "nav",
            "footer",
            "aside",
            "form",
            "button",
            "select",
            "input",
            "textarea",
            "iframe",
            "object",
            "embed",
            "svg",
            "canvas",
            "video",
            "audio",
            "map",
            "dialog",
            "img");

    private static final Set<String> UNWANTED_ROLES =
            Set.of("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar");

    /** Names that the common generators of documentation give to what is not content. */
    private static final Set<String> UNWANTED_CLASSES = Set.of(
            "navbar",
            "breadcrumb",
            "breadcrumbs",
            "sidebar",
            "headerlink",
            "anchor-link",
            "mw-editsection",
            "navbox",
            "toc",
            "skip-link",
            "cookie-banner",
            "noprint");

    private final MarkdownWriter out;
    private final StringBuilder line = new StringBuilder();
    private final Deque<OpenList> lists = new ArrayDeque<>();
    private int heading;
    private boolean itemOpen;

    /** Carries the checked exception through jsoup. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop(UnreadableException reason) {
            super(reason);
        }
    }

    private static final class OpenList {
        private final boolean ordered;
        private int number;

        OpenList(Element list) {
            this.ordered = list.normalName().equals("ol");
        }

        String nextMark() {
            number++;
            return ordered ? number + "." : "-";
        }
    }

    private ReadHtml(int longest) {
        this.out = new MarkdownWriter(longest);
    }

    /** A whole page. */
    static String page(String html, int longest) throws UnreadableException {
        var page = Jsoup.parse(html);
        var main = mainPart(page);
        var reader = new ReadHtml(longest);
        if (main.selectFirst("h1") == null) {
            reader.out.heading(1, page.title());
        }
        return reader.read(main);
    }

    /** A piece of a page, such as Markdown holds. */
    static String fragment(String html, int longest) throws UnreadableException {
        return new ReadHtml(longest).read(Jsoup.parseBodyFragment(html).body());
    }

    /** What is marked as the main part, where one thing is and holds a good part of the text. */
    private static Element mainPart(Document page) {
        int all = page.body().text().length();
        for (var mark : new String[] {"main", "[role=main]", "article"}) {
            var marked = page.select(mark);
            if (marked.size() == 1 && marked.get(0).text().length() >= all / 4) {
                return marked.get(0);
            }
        }
        return page.body();
    }

    private String read(Element part) throws UnreadableException {
        try {
            part.filter(this);
            flush();
        } catch (Stop e) {
            if (e.getCause() instanceof UnreadableException reason) {
                throw reason;
            }
            throw e;
        }
        return out.text();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            line.append(text.getWholeText());
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (depth > 0 && isUnwanted(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        return open(element);
    }

    private FilterResult open(Element element) {
        var name = element.normalName();
        switch (name) {
            case "br", "hr" -> line.append(name.equals("br") ? " " : "");
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                flush();
                heading = name.charAt(1) - '0';
            }
            case "ul", "ol" -> {
                flush();
                lists.push(new OpenList(element));
            }
            case "li" -> {
                flush();
                itemOpen = true;
            }
            case "pre" -> {
                flush();
                write(() -> out.code(language(element), element.wholeText()));
                return FilterResult.SKIP_ENTIRELY;
            }
            case "code", "kbd", "samp" -> {
                var code = MarkdownWriter.oneLine(element.text());
                line.append(code.isEmpty() || code.contains("`") ? code : "`" + code + "`");
                return FilterResult.SKIP_ENTIRELY;
            }
            case "table" -> {
                flush();
                if (HtmlTable.isOfData(element)) {
                    write(() -> {
                        out.paragraph(HtmlTable.caption(element));
                        out.table(HtmlTable.rows(element));
                    });
                    return FilterResult.SKIP_ENTIRELY;
                }
            }
            default -> {
                if (element.isBlock()) {
                    flush();
                }
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && element.isBlock()) {
            flush();
            switch (element.normalName()) {
                case "h1", "h2", "h3", "h4", "h5", "h6" -> heading = 0;
                case "ul", "ol" -> lists.poll();
                case "li" -> itemOpen = false;
                default -> {}
            }
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isUnwanted(Element element) {
        var name = element.normalName();
        return UNWANTED_TAGS.contains(name)
                || name.equals("header") && element.selectFirst("h1, h2") == null
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || UNWANTED_ROLES.contains(element.attr("role"))
                || isInvisible(element.attr("style"))
                || element.hasAttr("class") && element.classNames().stream().anyMatch(UNWANTED_CLASSES::contains);
    }

    private static boolean isInvisible(String style) {
        var rules = style.toLowerCase(Locale.ROOT).replace(" ", "");
        return rules.contains("display:none") || rules.contains("visibility:hidden");
    }

    private static String language(Element pre) {
        var code = pre.selectFirst("code");
        var classes = code == null ? pre.classNames() : code.classNames();
        return classes.stream()
                .filter(name -> name.startsWith("language-"))
                .map(name -> name.substring("language-".length()))
                .findFirst()
                .orElse("");
    }

    /** Writes what was gathered since the last block. */
    private void flush() {
        var text = line.toString();
        line.setLength(0);
        if (text.isBlank()) {
            return;
        }
        write(() -> {
            if (heading > 0) {
                out.heading(heading, text);
            } else if (itemOpen && !lists.isEmpty()) {
                itemOpen = false;
                out.item(lists.size() - 1, lists.element().nextMark(), text);
            } else {
                out.paragraph(text);
            }
        });
    }

    private interface Writing {
        void run() throws UnreadableException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (UnreadableException e) {
            throw new Stop(e);
        }
    }
}
