package treewarden.sandbox.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path with {@code *} for one segment and {@code **} for any number of them, none included. */
final class PathPattern {

    private static final Pattern PART = Pattern.compile("\\*\\*|\\*|[^*]+", Pattern.DOTALL);

    private final Pattern pattern;

    private PathPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static PathPattern of(String text) {
        var regex = PART.matcher(text).replaceAll(part -> switch (part.group()) {
            case "**" -> ".*";
            case "*" -> "[^/]+";
            default -> Matcher.quoteReplacement(Pattern.quote(part.group()));
        });
        return new PathPattern(Pattern.compile(regex, Pattern.DOTALL));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
