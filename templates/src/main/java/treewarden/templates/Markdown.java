package treewarden.templates;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import treewarden.domain.Printable;

/**
 * The one renderer through which untrusted text passes on its way into Markdown.
 *
 * <p>What comes out is shown and does nothing: it makes no link, image, HTML or formatting, notifies nobody, refers to
 * no issue, gives no command and hides nothing. Invisible characters are written as escapes that name the code point.
 *
 * <p>{@link #text} and {@link #code} are one line each and fit anywhere inside a line, a table cell, a link's label or
 * the text of an HTML element: they escape by character references, which mean the same in all of these.
 */
public final class Markdown {
    /** As long as one line of somebody else's text may get in a comment. */
    static final int LINE = 600;

    /** As long as a block of somebody else's text may get in a comment. */
    static final int BLOCK = 1_500;

    /** Where a block is wrapped: code blocks do not wrap by themselves, and nobody reads sideways. */
    private static final int COLUMNS = 76;

    /**
     * Breaks up what the code host looks for in text (mentions, references, addresses); takes no room, and is no white
     * space.
     */
    private static final String BREAK = "&#8203;";

    private static final String BREAK_IN_CODE = "\u200b";

    /**
     * What the code host would turn into something, up to where it is broken: a mention or mail address, a reference to
     * an issue in two forms, an address in three, an emoji, a commit, a command.
     */
    private static final Pattern LIVELY = Pattern.compile(
            "(@)"
                    + "|(#)(?=\\d|$)"
                    + "|(gh-)(?=\\d)"
                    + "|(:)(?=//)"
                    + "|((?:mailto|xmpp):)"
                    + "|(www)(?=\\.)"
                    + "|(:)(?=[a-z+_-][\\w+-]*:)"
                    + "|(\\b(?=[0-9a-f]{0,63}\\d)(?=\\d{0,63}[a-f])[0-9a-f]{4})(?=[0-9a-f]{3,60}\\b)"
                    + "|((?<=^|\\s)/)(?=[a-z])",
            Pattern.CASE_INSENSITIVE);

    /** Starts a list, heading, quote or underline at the start of a line. */
    private static final Pattern STARTER = Pattern.compile("^(\\d{1,9}(?=[.)])|(?=[-#+=]))(.)");

    /** What {@link #code} puts into code type, and what {@link #text} writes for a character. */
    private static final Pattern MARKED = Pattern.compile("(`+)(.+?)\\1(?!`)|&(amp|lt|gt|#(\\d{2,3}));");

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern COMMAND_LINE = Pattern.compile("(?m)^([ \\t]*)/(?=[A-Za-z])");

    private Markdown() {}

    /** One line of text, at most {@value #LINE} characters of it. */
    public static String text(String untrusted) {
        return text(untrusted, LINE);
    }

    /** One line of text, at most this many characters of it. */
    public static String text(String untrusted, int atMost) {
        var line = shortened(oneLine(untrusted), atMost);
        var out = new StringBuilder();
        var lively = LIVELY.matcher(line);
        int from = 0;
        while (lively.find()) {
            escape(line, from, lively.end(), out);
            out.append(BREAK);
            from = lively.end();
        }
        escape(line, from, line.length(), out);
        return startingHarmlessly(out.toString());
    }

    /**
     * What {@link #text} and {@link #code} made, among words of ours, as it reads: for who escapes it in their own way.
     * What was made invisible stays so.
     */
    public static String plain(String markdown) {
        return MARKED.matcher(markdown.replace(BREAK, "").replace(BREAK_IN_CODE, ""))
                .replaceAll(found -> Matcher.quoteReplacement(unmarked(found)));
    }

    private static String unmarked(MatchResult found) {
        var ticks = found.group(1);
        if (ticks != null) {
            return ticks.length() > 1 ? found.group(2).strip() : found.group(2);
        }
        return switch (found.group(3)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            default -> Character.toString(Integer.parseInt(found.group(4)));
        };
    }

    /** One line in code type, at most {@value #LINE} characters of it: for names, paths and values. */
    public static String code(String untrusted) {
        var line = shortened(oneLine(untrusted), LINE);
        if (line.isEmpty() || line.indexOf('|') >= 0) {
            return text(line); // a table would be split inside code; how to write it differs between parsers
        }
        var ticks = "`".repeat(longestRun(line) + 1);
        var padding = ticks.length() > 1 || line.startsWith(" ") || line.endsWith(" ") ? " " : "";
        var inert = line.replace("<!--", "<" + BREAK_IN_CODE + "!--");
        return ticks + padding + inert + padding + ticks;
    }

    /** A block of text with its line breaks, at most {@value #BLOCK} characters of it, long lines wrapped. */
    public static String fence(String untrusted) {
        return fence(untrusted, BLOCK);
    }

    /** A block of text with its line breaks, at most this many characters of it, long lines wrapped. */
    public static String fence(String untrusted, int atMost) {
        return fenced(Wrapping.wrapped(lines(untrusted, atMost), COLUMNS));
    }

    /**
     * What lines could read instead, for the code host to offer with a button. Nothing in it is shown otherwise than it is
     * written, since it is put into the file as it stands; its fence is longer than any in it.
     *
     * @param lines each with its line break, the last one too; empty to take the lines out
     * @throws IllegalArgumentException if there is a marker of ours in it, or a command at the beginning of a line
     */
    static String suggestion(String lines) {
        if (!canBeSuggested(lines)) {
            throw new IllegalArgumentException("this cannot stand in a suggestion as it is");
        }
        var ticks = "`".repeat(Math.max(3, longestRun(lines) + 1));
        return ticks + "suggestion\n" + lines + ticks;
    }

    /** Whether lines may stand in a comment of ours as they are: nothing in them passes for a marker or a command. */
    public static boolean canBeSuggested(String lines) {
        return !lines.contains("<!--")
                && !COMMAND_LINE.matcher(lines).find()
                && (lines.isEmpty() || lines.endsWith("\n"))
                && lines.codePoints().noneMatch(c -> c != '\n' && c != '\t' && Printable.isInvisible(c));
    }

    /** A block of text with its line breaks, nothing wrapped: for a command, which is copied as it stands. */
    static String command(String untrusted) {
        return fenced(lines(untrusted, BLOCK));
    }

    /**
     * A block of several texts, each after its label and indented, so that no text can pass for another label.
     *
     * @param atMost characters of each text
     */
    static String fence(List<Labelled> parts, int atMost) {
        int indent =
                2 + parts.stream().mapToInt(part -> part.label().length()).max().orElse(0);
        var margin = " ".repeat(indent);
        return fenced(parts.stream()
                .map(part -> part.label()
                        + margin.substring(part.label().length())
                        + Wrapping.wrapped(lines(part.untrusted(), atMost), COLUMNS - indent)
                                .replace("\n", "\n" + margin))
                .collect(Collectors.joining("\n\n")));
    }

    /** A text from outside under a label of ours. */
    record Labelled(String label, String untrusted) {}

    private static String lines(String untrusted, int atMost) {
        var lines = bounded(untrusted, atMost).replace("\r\n", "\n").replace('\r', '\n');
        return shortened(visible(lines).strip(), atMost);
    }

    private static String fenced(String lines) {
        var body = COMMAND_LINE
                .matcher(lines)
                .replaceAll("$1" + BREAK_IN_CODE + "/")
                .replace("<!--", "<" + BREAK_IN_CODE + "!--");
        var ticks = "`".repeat(Math.max(3, longestRun(body) + 1));
        return ticks + "text\n" + body + "\n" + ticks;
    }

    /**
     * A link. The label is untrusted, the address is ours.
     *
     * @throws IllegalArgumentException if the address is neither http nor https
     */
    public static String link(String untrustedLabel, String trustedUrl) {
        return "[" + text(untrustedLabel) + "](" + address(trustedUrl) + ")";
    }

    /** A link whose label is in code type. */
    public static String codeLink(String untrustedLabel, String trustedUrl) {
        return "[" + code(untrustedLabel) + "](" + address(trustedUrl) + ")";
    }

    /** A path from outside as the part of an address behind a trusted beginning. */
    public static String encodedPath(String untrusted) {
        var out = new StringBuilder();
        for (byte b : untrusted.getBytes(StandardCharsets.UTF_8)) {
            if (b == '/' || b == '.' || b == '_' || b == '-' || b > 0 && Character.isLetterOrDigit(b)) {
                out.append((char) b);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", b));
            }
        }
        return out.toString();
    }

    private static String address(String url) {
        var scheme = URI.create(url).getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new IllegalArgumentException("not a web address: " + Printable.quoted(url));
        }
        return url.replace("(", "%28").replace(")", "%29").replace("|", "%7C");
    }

    private static String oneLine(String untrusted) {
        return visible(bounded(untrusted, LINE).replaceAll("\\s+", " ").strip());
    }

    /** The bound comes first: a megabyte is not worth a look when a few hundred characters of it are shown. */
    private static String bounded(String untrusted, int shown) {
        return untrusted.length() > 4 * shown ? untrusted.substring(0, 4 * shown) + " ..." : untrusted;
    }

    /** Control, format and other invisible characters become escapes; line breaks and tabs stay. */
    private static String visible(String untrusted) {
        var out = new StringBuilder(untrusted.length());
        untrusted.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || !Printable.isInvisible(c)) {
                out.appendCodePoint(c);
            } else {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return out.toString();
    }

    private static String shortened(String text, int atMost) {
        if (text.codePointCount(0, text.length()) <= atMost) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, atMost)).stripTrailing() + " ...";
    }

    private static void escape(String text, int from, int to, StringBuilder out) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\\', '`', '*', '[', ']', '~', '|', '$' -> reference(c, out);
                case '_' -> {
                    if (isWord(text, i - 1) && isWord(text, i + 1)) {
                        out.append('_'); // inside a word it means nothing, and paths stay readable
                    } else {
                        reference(c, out);
                    }
                }
                default -> out.append(c);
            }
        }
    }

    private static boolean isWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static void reference(char c, StringBuilder out) {
        out.append("&#").append((int) c).append(';');
    }

    private static String startingHarmlessly(String line) {
        Matcher starter = STARTER.matcher(line);
        if (!starter.find()) {
            return line;
        }
        return starter.group(1) + "&#" + (int) starter.group(2).charAt(0) + ";" + line.substring(starter.end());
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }
}
