package treewarden.templates;

import java.util.List;
import java.util.Locale;
import treewarden.domain.Printable;
import treewarden.templates.DataCardModel.KindFunnel;
import treewarden.templates.DataCardModel.KindStep;

/**
 * The funnel of each kind of leaf as a picture: bars with their numbers, on a ground of its own, so that it can be read
 * on a light and on a dark page. SVG, which the Hugging Face Hub shows in a card; it holds neither script nor link.
 */
public final class FunnelPicture {
    private static final int WIDTH = 720;
    private static final int LABEL = 190;
    private static final int BAR = 410;
    private static final int ROW = 28;
    private static final int HEAD = 44;
    private static final int MARGIN = 20;

    /** Steps of one kind that are drawn; the tables have the others. */
    private static final int STEPS = 24;

    private static final int LABEL_CHARACTERS = 26;

    private static final String STYLE = """
            <style>
              .ground { fill: #ffffff; stroke: #d8dee4; }
              .bar { fill: #2f855a; }
              .last { fill: #1f5f40; }
              text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #24292f; }
              .kind { font-weight: 600; }
              .number { font-variant-numeric: tabular-nums; fill: #57606a; }
              @media (prefers-color-scheme: dark) {
                .ground { fill: #0d1117; stroke: #30363d; }
                .bar { fill: #3fa46f; }
                .last { fill: #6fd09b; }
                text { fill: #e6edf3; }
                .number { fill: #9da7b3; }
              }
            </style>
            """;

    private FunnelPicture() {}

    public static String svg(List<KindFunnel> funnels) {
        var body = new StringBuilder();
        int y = MARGIN;
        for (var funnel : funnels) {
            y = draw(funnel, y, body);
        }
        int height = Math.max(y, 2 * MARGIN);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
                <title>How many rows each step left</title>
                %s<rect class="ground" x="0.5" y="0.5" width="%d" height="%d" rx="8"/>
                %s</svg>
                """.formatted(WIDTH, height, WIDTH, height, STYLE, WIDTH - 1, height - 1, body);
    }

    private static int draw(KindFunnel funnel, int top, StringBuilder body) {
        line(
                body,
                "<text class=\"kind\" x=\"%d\" y=\"%d\">%s, %s %s</text>",
                MARGIN,
                top + 20,
                capital(funnel.kind().words()),
                number(funnel.leaves()),
                funnel.leaves() == 1 ? "leaf" : "leaves");
        long most = Math.max(
                1, funnel.steps().stream().mapToLong(KindStep::rows).max().orElse(1));
        int y = top + HEAD;
        int drawn = Math.min(STEPS, funnel.steps().size());
        for (int i = 0; i < drawn; i++) {
            var step = funnel.steps().get(i);
            double width = Math.max(step.rows() == 0 ? 0 : 1, (double) BAR * step.rows() / most);
            line(body, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LABEL, y + 5, escaped(step.words()));
            line(
                    body,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"2\"/>",
                    i == drawn - 1 ? "last" : "bar",
                    LABEL + 10,
                    y - 9,
                    width);
            line(
                    body,
                    "<text class=\"number\" x=\"%.1f\" y=\"%d\">%s</text>",
                    LABEL + 18 + width,
                    y + 5,
                    number(step.rows()));
            y += ROW;
        }
        return y + MARGIN / 2;
    }

    private static void line(StringBuilder body, String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Text of somebody else's pipeline as text of the picture. */
    private static String escaped(String untrusted) {
        var plain = Printable.plain(untrusted);
        var shown = plain.codePointCount(0, plain.length()) > LABEL_CHARACTERS
                ? plain.substring(0, plain.offsetByCodePoints(0, LABEL_CHARACTERS)) + "..."
                : plain;
        return shown.replaceAll("[\ufffe\uffff]", "") // XML has no way to write these
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
