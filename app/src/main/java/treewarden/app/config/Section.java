package treewarden.app.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import treewarden.domain.Printable;

/**
 * One mapping of the configuration file. Reading a key marks it as known; what nobody has read when {@link #finish} is
 * called is a key that does not exist. Problems are collected, never thrown, so that all are told at once.
 */
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)?");

    private final String file;
    private final String path;
    private final @Nullable MappingNode node;
    private final List<Problem> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<Section> children = new ArrayList<>();

    Section(String file, String path, @Nullable MappingNode node, List<Problem> problems) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (node != null) {
            node.getValue().forEach(tuple -> {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                        problem(key, "the key " + named(key.getValue()) + " stands here twice; keep one of them");
                    }
                    keys.put(key.getValue(), key);
                } else {
                    problem(tuple.getKeyNode(), "a key must be plain text");
                }
            });
        }
    }

    boolean isPresent() {
        return node != null;
    }

    /** Whether the file has this key. */
    boolean isThere(String key) {
        return values.containsKey(key);
    }

    /** The section below this key; an absent one reads as empty. */
    Section section(String key) {
        var value = take(key);
        MappingNode mapping = null;
        if (value instanceof MappingNode below) {
            mapping = below;
        } else if (value != null && !isEmpty(value)) {
            problem(value, named(key) + " must be a section with keys of its own");
        }
        var child = new Section(file, name(key) + ".", mapping, problems);
        children.add(child);
        return child;
    }

    @Nullable
    String text(String key) {
        var value = take(key);
        if (value == null || isEmpty(value)) {
            return null;
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(value, named(key) + " must be a single value");
        return null;
    }

    String text(String key, String otherwise) {
        var value = text(key);
        return value == null ? otherwise : value;
    }

    /** A value that has to be there. Where it is not, the problem is noted and the empty text returned. */
    String required(String key, String what) {
        var value = text(key);
        if (value == null || value.isBlank()) {
            missing(key, what);
            return "";
        }
        return value;
    }

    int number(String key, int otherwise, int least, int most) {
        return parsed(key, otherwise, "a whole number from " + least + " to " + most, text -> {
            var number = Integer.parseInt(text.replace("_", ""));
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    Duration duration(String key, Duration otherwise) {
        return parsed(key, otherwise, "a length of time such as 500ms, 30s, 10m, 2h or 1d", text -> {
            var match = DURATION.matcher(text);
            if (!match.matches()) {
                throw new IllegalArgumentException();
            }
            var count = Long.parseLong(match.group(1));
            return switch (match.group(2) == null ? "s" : match.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofSeconds(count);
            };
        });
    }

    /** A value in a form of its own; {@code parse} throws IllegalArgumentException or DateTimeException where the text has not got it. */
    <T> T parsed(String key, T otherwise, String form, Function<String, T> parse) {
        var text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return parse.apply(text.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            var detail =
                    e.getMessage() == null || e instanceof NumberFormatException ? "" : " (" + e.getMessage() + ")";
            problem(values.get(key), named(key) + " must be " + form + detail);
            return otherwise;
        }
    }

    /** A constant by its name as files write it: {@code by-a-person}. */
    <E extends Enum<E>> E oneOf(String key, E otherwise, String form) {
        return parsed(
                key,
                otherwise,
                form,
                text -> EnumSet.allOf(otherwise.getDeclaringClass()).stream()
                        .filter(one -> one.name().replace('_', '-').equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    List<String> texts(String key) {
        var value = take(key);
        var texts = new ArrayList<String>();
        if (value instanceof SequenceNode sequence) {
            for (var item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                    texts.add(scalar.getValue());
                } else {
                    problem(item, "an entry of " + named(key) + " must be a single, non-empty value");
                }
            }
        } else if (value instanceof ScalarNode scalar && !isEmpty(scalar)) {
            problem(value, named(key) + " must be a list, each entry on a line of its own that begins with \"- \"");
        }
        return texts;
    }

    /**
     * A list that has to be there, and to hold something.
     *
     * @param what for the problem: what to write
     */
    List<String> texts(String key, String what) {
        return holdsNothing(key, what) ? List.of() : texts(key);
    }

    /**
     * The sections that a list has to hold, each an entry with keys of its own.
     *
     * @param what for the problem: what to write
     */
    List<Section> sections(String key, String what) {
        var sections = new ArrayList<Section>();
        if (holdsNothing(key, what)) {
            return sections;
        }
        if (!(take(key) instanceof SequenceNode sequence)) {
            problem(key, named(key) + " must be a list, each entry on a line of its own that begins with \"- \"");
            return sections;
        }
        for (var item : sequence.getValue()) {
            if (item instanceof MappingNode mapping) {
                var child = new Section(file, name(key) + "[" + sections.size() + "].", mapping, problems);
                children.add(child);
                sections.add(child);
            } else {
                problem(item, "an entry of " + named(key) + " must be a section with keys of its own: " + what);
            }
        }
        return sections;
    }

    private boolean holdsNothing(String key, String what) {
        var value = take(key);
        boolean isEmpty = value == null
                || isEmpty(value)
                || value instanceof SequenceNode sequence && sequence.getValue().isEmpty();
        if (isEmpty) {
            problem(key, named(key) + " names nothing: " + what);
        }
        return isEmpty;
    }

    /** All keys of a section whose keys are the operator's own words, with their values. */
    Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        for (var key : values.keySet()) {
            var value = text(key);
            if (value != null) {
                entries.put(key, value);
            }
        }
        return entries;
    }

    void missing(String key, String what) {
        problem(node, "the key " + named(key) + " is missing: " + what);
    }

    void problem(String key, String message) {
        problem(values.getOrDefault(key, node), message);
    }

    /** The key may be there, and is somebody else's. */
    void leave(String key) {
        take(key);
    }

    /** Says of each key that nobody asked for that it does not exist, here and in the sections below. */
    void finish() {
        for (var key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                problem(key.getValue(), "there is no key " + named(key.getKey()) + nearest(key.getKey()));
            }
        }
        children.forEach(Section::finish);
    }

    private String nearest(String key) {
        return known.stream()
                .filter(candidate -> EditDistance.between(candidate, key) <= 2)
                .findFirst()
                .map(candidate -> "; did you mean " + named(candidate) + "?")
                .orElse("; the keys here are "
                        + String.join(", ", known.stream().sorted().toList()));
    }

    private @Nullable Node take(String key) {
        known.add(key);
        return values.get(key);
    }

    private String name(String key) {
        return path + key;
    }

    /** The key in full, for a message. */
    String named(String key) {
        return "`" + Printable.plain(name(key)) + "`";
    }

    private static boolean isEmpty(Node value) {
        return value.getTag().equals(Tag.NULL);
    }

    private void problem(@Nullable Node at, String message) {
        var line = at == null ? "" : ":" + (at.getStartMark().getLine() + 1);
        problems.add(new Problem(file + line, message));
    }
}
