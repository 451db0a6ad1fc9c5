package treewarden.web.comment;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets through exactly the tags that our comments have: {@code details}, {@code summary}, {@code sub} and {@code br},
 * without attributes but {@code open}, and {@code code} around text. Comments of HTML vanish; all else is text.
 */
final class FoldingTags {
    private static final Pattern ALLOWED = Pattern.compile(
            "<(/?)(details|summary|sub|br)(\\s+open)?\\s*/?>|<code>([^<>]*)</code>", Pattern.CASE_INSENSITIVE);

    private static final Pattern FOLD = Pattern.compile("<(/?)(details|summary|sub)( open)?>");

    /** An ampersand that begins no character reference. */
    private static final Pattern AMPERSAND =
            Pattern.compile("&(?!(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});)");

    private FoldingTags() {}

    static String clean(String html) {
        var shown = withoutComments(html);
        var clean = new StringBuilder();
        int end = 0;
        for (var tag = ALLOWED.matcher(shown); tag.find(); ) {
            clean.append(text(shown.substring(end, tag.start())));
            end = tag.end();
            if (tag.group(4) != null) {
                clean.append("<code>").append(text(tag.group(4))).append("</code>");
                continue;
            }
            var name = tag.group(2).toLowerCase(Locale.ROOT);
            var isOpen = name.equals("details") && tag.group(1).isEmpty() && tag.group(3) != null;
            clean.append('<')
                    .append(name.equals("br") ? "" : tag.group(1))
                    .append(name)
                    .append(isOpen ? " open" : "")
                    .append('>');
        }
        return clean.append(text(shown.substring(end))).toString();
    }

    /** Closes what was left open, and takes away closing tags that nothing opened, so that a comment ends where it ends. */
    static String balance(String html) {
        var balanced = new StringBuilder();
        var open = new ArrayDeque<String>();
        int end = 0;
        for (var token = FOLD.matcher(html); token.find(); ) {
            balanced.append(html, end, token.start());
            end = token.end();
            if (token.group(1).isEmpty()) {
                open.push(token.group(2));
                balanced.append(token.group());
            } else if (open.contains(token.group(2))) {
                while (!token.group(2).equals(open.peek())) {
                    balanced.append("</").append(open.pop()).append('>');
                }
                open.pop();
                balanced.append(token.group());
            }
        }
        balanced.append(html.substring(end));
        open.forEach(name -> balanced.append("</").append(name).append('>'));
        return balanced.toString();
    }

    private static String withoutComments(String html) {
        var shown = new StringBuilder();
        int end = 0;
        while (true) {
            int start = html.indexOf("<!--", end);
            int close = start < 0 ? -1 : html.indexOf("-->", start + 4);
            if (close < 0) {
                return shown.append(html, end, html.length()).toString();
            }
            shown.append(html, end, start);
            end = close + 3;
        }
    }

    private static String text(String html) {
        return AMPERSAND
                .matcher(html)
                .replaceAll("&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
