package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import treewarden.domain.Printable;
import treewarden.taxonomy.RuleSetting;
import treewarden.taxonomy.schema.Schemas;

/** The leaf is in one of the two trees, in folders whose names say the task. */
public final class Placement implements Rule {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");
    private static final String CLOSED = "foundational_skills";

    @Override
    public String name() {
        return "placement";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "A leaf stands under knowledge or compositional_skills, at least one folder down, in folders named with lower-case letters,"
                + " digits and underscores; the teacher reads the path in its prompts.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        var remarks = new ArrayList<Remark>();
        var folders = folders(subject.place());
        var top = top(folders);
        if (folders.contains(CLOSED)) {
            remarks.add(Remark.onFile(
                    "The leaf is under foundational_skills, which is closed to contributions.",
                    "Move it under compositional_skills."));
        } else if (top < 0) {
            remarks.add(Remark.onFile(
                    "The leaf is neither under knowledge nor under compositional_skills.",
                    "Move it under the one that it belongs to."));
        } else {
            remarks.addAll(below(folders.subList(top + 1, folders.size())));
        }
        return remarks;
    }

    private static List<Remark> below(List<String> names) {
        var remarks = new ArrayList<Remark>();
        if (names.isEmpty()) {
            remarks.add(Remark.onFile(
                    "The leaf is at the very top of its tree.",
                    "Put it into a folder whose name says what it teaches."));
        }
        for (var name : names) {
            if (!NAME.matcher(name).matches()) {
                remarks.add(Remark.onFile(
                        "The folder name " + Printable.quoted(name)
                                + " is not made of lower-case letters, digits and single underscores.",
                        "Rename the folder, for example to " + Printable.quoted(suggestion(name)) + "."));
            }
        }
        return remarks;
    }

    private static List<String> folders(String place) {
        var end = place.lastIndexOf('/');
        return end < 0 ? List.of() : List.of(place.substring(0, end).split("/"));
    }

    private static int top(List<String> folders) {
        return Math.max(
                folders.lastIndexOf(Schemas.Subject.KNOWLEDGE.folder()),
                folders.lastIndexOf(Schemas.Subject.SKILL.folder()));
    }

    private static String suggestion(String name) {
        var plain = name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        return plain.isEmpty() ? "topic" : plain;
    }
}
