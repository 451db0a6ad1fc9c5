package treewarden.bot.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.bot.check.InspectPullRequest.Trouble;

/**
 * Whether the description of a pull request says anything: something that the template of the repository does not say
 * already. A ticked box counts; headings, comments and boxes that are left empty do not.
 */
final class Description {
    /** GitHub's limit of a description is 65,536 characters; whoever writes this much has said something. */
    private static final int LONGEST = 70_000;

    private static final Pattern BOX = Pattern.compile("[-*+] \\[ ?\\].*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} .*|\\*\\*[^*]*\\*\\*:?|-{3,}");

    private Description() {}

    /**
     * @param body of the pull request
     * @param template of the repository, asked for only where it matters; empty where there is none
     */
    static Optional<Trouble> trouble(String body, Supplier<String> template) {
        var said = said(body);
        if (said.isEmpty()) {
            return Optional.of(new Trouble(
                    body.isBlank() ? "It has no description." : "Nothing is filled in in its description.",
                    "Say in the description what the leaves teach, why the model needs it, and where it is from."));
        }
        var given = said(template.get());
        return given.containsAll(said)
                ? Optional.of(new Trouble(
                        "Its description is the untouched template.", "Fill the template in: triagers go by it."))
                : Optional.empty();
    }

    /** Its lines that say something. */
    private static Set<String> said(String text) {
        return lines(text)
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty()
                        && !BOX.matcher(line).matches()
                        && !HEADING.matcher(line).matches())
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(String text) {
        return text.length() > LONGEST
                ? Stream.of(text)
                : Arrays.stream(withoutComments(text).split("\\R"));
    }

    /** By hand, since a pattern could be made to look again and again for an end that is not there. */
    private static String withoutComments(String text) {
        var out = new StringBuilder();
        var at = 0;
        for (var open = text.indexOf("<!--"); open >= 0; open = text.indexOf("<!--", at)) {
            out.append(text, at, open);
            var close = text.indexOf("-->", open + 4);
            if (close < 0) {
                return out.toString();
            }
            at = close + 3;
        }
        return out.append(text, at, text.length()).toString();
    }
}
