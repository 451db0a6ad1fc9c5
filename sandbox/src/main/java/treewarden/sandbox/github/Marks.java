package treewarden.sandbox.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labels and assignees of one pull request. Guarded by the lock of the world. */
final class Marks {

    private final PullRequest pull;
    private final Map<String, Label> labels = new LinkedHashMap<>();
    private final Map<Long, Person> assignees = new LinkedHashMap<>();

    Marks(PullRequest pull) {
        this.pull = pull;
    }

    List<Label> labels() {
        return List.copyOf(labels.values());
    }

    List<Person> assignees() {
        return List.copyOf(assignees.values());
    }

    void label(Person as, String name) {
        var label = pull.repository().labelBook().findOrCreate(name);
        if (labels.putIfAbsent(Labels.key(label.name()), label) == null) {
            pull.touch();
            pull.repository().world().events().labelled(pull, "labeled", label, as);
        }
    }

    void unlabel(Person as, String name) {
        var label = labels.remove(Labels.key(name));
        if (label != null) {
            pull.touch();
            pull.repository().world().events().labelled(pull, "unlabeled", label, as);
        }
    }

    /** A label of the repository was changed; where it was put on, it shows so. */
    void relabel(Label before, Label after) {
        if (labels.remove(Labels.key(before.name())) != null) {
            labels.put(Labels.key(after.name()), after);
        }
    }

    void assign(Person person) {
        assignees.put(person.id(), person);
        pull.touch();
    }

    void unassign(Person person) {
        assignees.remove(person.id());
        pull.touch();
    }
}
