package treewarden.sandbox.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The labels that a repository knows. */
final class Labels {

    /** What GitHub gives to a label that came into being by being put on an issue. */
    private static final String GREY = "ededed";

    private static final Pattern COLOR = Pattern.compile("[0-9a-fA-F]{6}");

    private static final int LONGEST_NAME = 50;

    private final World world;
    private final Map<String, Label> byName = new LinkedHashMap<>();

    Labels(World world) {
        this.world = world;
    }

    List<Label> all() {
        return List.copyOf(byName.values());
    }

    Optional<Label> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    Label create(String name, Optional<String> color, Optional<String> description) {
        check(name);
        if (find(name).isPresent()) {
            throw GitHubError.invalid("Label", "name", "already_exists");
        }
        return put(new Label(world.nextId(), name, color(color.orElse(GREY)), description));
    }

    /** The label of this name, made when there is none: putting an unknown label on an issue creates it. */
    Label findOrCreate(String name) {
        return find(name).orElseGet(() -> create(name, Optional.empty(), Optional.empty()));
    }

    Label change(Label label, String name, Optional<String> color, Optional<String> description) {
        check(name);
        if (!key(name).equals(key(label.name())) && find(name).isPresent()) {
            throw GitHubError.invalid("Label", "name", "already_exists");
        }
        byName.remove(key(label.name()));
        return put(new Label(label.id(), name, color(color.orElse(label.color())), description.or(label::description)));
    }

    void delete(Label label) {
        byName.remove(key(label.name()));
    }

    private Label put(Label label) {
        byName.put(key(label.name()), label);
        return label;
    }

    private static void check(String name) {
        if (name.isBlank()) {
            throw GitHubError.invalid("Label", "name", "missing_field");
        }
        if (name.length() > LONGEST_NAME) {
            throw GitHubError.invalid("Label", "name", "invalid", "name is too long (maximum is 50 characters)");
        }
    }

    private static String color(String text) {
        if (!COLOR.matcher(text).matches()) {
            throw GitHubError.invalid("Label", "color", "invalid");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
