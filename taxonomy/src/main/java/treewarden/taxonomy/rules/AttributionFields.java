package treewarden.taxonomy.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Credit;
import treewarden.domain.Position;
import treewarden.domain.Printable;
import treewarden.taxonomy.Attribution;
import treewarden.taxonomy.RuleSetting;

/** The {@code attribution.txt} has its fields, each with something in it. */
public final class AttributionFields implements Rule {
    /** The name of the file beside the leaf. */
    static final String FILE = "attribution.txt";

    /** More than any list of creators needs. */
    private static final int LONGEST = 64 << 10;

    private static final String TITLE = "title of work";
    private static final String LINK = "link to work";
    static final String LICENCE = "license of the work";
    private static final String CREATORS = "creator names";

    private static final List<String> FIELDS = List.of(TITLE, LINK, LICENCE, CREATORS);

    @Override
    public String name() {
        return "attribution-fields";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "The attribution.txt has a line each for title of work, link to work, license of the work and creator names.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        if (!(subject.around().attribution() instanceof Attribution.Present present) || present.bytes().length == 0) {
            return List.of();
        }
        if (present.bytes().length > LONGEST) {
            return List.of(remark(
                    1,
                    "The attribution.txt has more than " + LONGEST + " bytes.",
                    "Keep to title, link, revision, licence and creators."));
        }
        var fields = fields(present.bytes());
        var remarks = new ArrayList<Remark>();
        for (var field : FIELDS) {
            var found = fields.get(field);
            if (found == null) {
                remarks.add(remark(
                        1,
                        "The attribution.txt has no line " + Printable.quoted(label(field) + ":") + ".",
                        "Add it, with what it asks for behind the colon."));
            } else if (found.value().isEmpty()) {
                remarks.add(remark(
                        found.line(),
                        Printable.quoted(label(field)) + " has nothing behind the colon.",
                        "Write it down; where nobody is known, write \"unknown\"."));
            }
        }
        return remarks;
    }

    /** What the file says of the work; null where there is none, or where it is too long to be one. */
    public static @Nullable Credit credit(Attribution attribution) {
        if (!(attribution instanceof Attribution.Present present)
                || present.bytes().length == 0
                || present.bytes().length > LONGEST) {
            return null;
        }
        var fields = fields(present.bytes());
        return new Credit(said(fields, TITLE), said(fields, LINK), said(fields, LICENCE), said(fields, CREATORS));
    }

    private static String said(Map<String, Field> fields, String name) {
        var field = fields.get(name);
        return field == null ? "" : Printable.line(field.value());
    }

    /** A line of the file: where it is, and what stands behind the colon. */
    record Field(int line, int column, String value) {}

    /** The fields by name in lower case, British spelling and short forms brought to the one in the community's template. */
    static Map<String, Field> fields(byte[] bytes) {
        var fields = new LinkedHashMap<String, Field>();
        var lines = new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1);
        for (var i = 0; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            if (colon > 0) {
                var value = lines[i].substring(colon + 1);
                var column = colon + 2 + (value.length() - value.stripLeading().length());
                fields.putIfAbsent(canonical(lines[i].substring(0, colon)), new Field(i + 1, column, value.strip()));
            }
        }
        return fields;
    }

    private static String canonical(String label) {
        var plain = label.strip()
                .toLowerCase(Locale.ROOT)
                .replace("licence", "license")
                .replaceAll("[\\s_-]+", " ");
        if (plain.startsWith("title")) {
            return TITLE;
        }
        if (plain.startsWith("link") || plain.equals("url")) {
            return LINK;
        }
        if (plain.startsWith("license") || plain.startsWith("spdx")) {
            return LICENCE;
        }
        return plain.startsWith("creator") || plain.startsWith("author") ? CREATORS : plain;
    }

    private static String label(String field) {
        return Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }

    private static Remark remark(int line, String message, String remedy) {
        return Remark.at(new Position(line, 1), "", message, remedy).in(FILE);
    }
}
