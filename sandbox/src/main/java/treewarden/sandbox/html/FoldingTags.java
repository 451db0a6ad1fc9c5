package treewarden.sandbox.html;

import java.util.regex.Pattern;

/**
 * Lets through exactly the tags that comments need to fold: {@code details}, {@code summary}, {@code sub} and
 * {@code br}, without attributes but {@code open}. Comments vanish, as they do on GitHub; all else is text.
 */
final class FoldingTags {

    private static final Pattern TOKEN = Pattern.compile(
            "<!--.*?-->|<(/?)(details|summary|sub|br)(\\s+open)?\\s*/?>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private FoldingTags() {}

    static String clean(String html) {
        var clean = new StringBuilder();
        int end = 0;
        for (var token = TOKEN.matcher(html); token.find(); ) {
            clean.append(Html.escape(html.substring(end, token.start())));
            end = token.end();
            if (token.group(2) != null) {
                var name = token.group(2).toLowerCase(java.util.Locale.ROOT);
                boolean open = name.equals("details") && token.group(3) != null;
                clean.append('<')
                        .append(token.group(1))
                        .append(name)
                        .append(open ? " open" : "")
                        .append('>');
            }
        }
        return clean.append(Html.escape(html.substring(end))).toString();
    }

    /** Closes what was left open, and takes away closing tags that nothing opened, so that a comment ends where it ends. */
    static String balance(String html) {
        var balanced = new StringBuilder();
        var open = new java.util.ArrayDeque<String>();
        int end = 0;
        for (var token = Pattern.compile("<(/?)(details|summary|sub)( open)?>").matcher(html); token.find(); ) {
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
