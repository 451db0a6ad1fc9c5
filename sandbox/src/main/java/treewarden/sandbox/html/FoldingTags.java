package treewarden.sandbox.html;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets through exactly the tags that comments need to fold: {@code details}, {@code summary}, {@code sub} and
 * {@code br}, without attributes but {@code open}, and {@code code} where it is closed right behind its text. Comments
 * vanish, as they do on GitHub; all else is text.
 */
final class FoldingTags {

    private static final Pattern ALLOWED = Pattern.compile(
            "<(/?)(details|summary|sub|br)(\\s+open)?\\s*/?>|<code>([^<>]*)</code>", Pattern.CASE_INSENSITIVE);

    private static final Pattern FOLD = Pattern.compile("<(/?)(details|summary|sub)( open)?>");

    private FoldingTags() {}

    static String clean(String html) {
        var shown = withoutComments(html);
        var clean = new StringBuilder();
        int end = 0;
        for (var tag = ALLOWED.matcher(shown); tag.find(); ) {
            clean.append(Html.escape(shown.substring(end, tag.start())));
            end = tag.end();
            if (tag.group(4) != null) {
                clean.append("<code>").append(Html.escape(tag.group(4))).append("</code>");
                continue;
            }
            var name = tag.group(2).toLowerCase(Locale.ROOT);
            boolean open = name.equals("details") && tag.group(3) != null;
            clean.append('<')
                    .append(tag.group(1))
                    .append(name)
                    .append(open ? " open" : "")
                    .append('>');
        }
        return clean.append(Html.escape(shown.substring(end))).toString();
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
                while (!open.peek().equals(token.group(2))) {
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
}
