package treewarden.taxonomy.rules;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import treewarden.domain.Position;
import treewarden.domain.Printable;
import treewarden.taxonomy.Attribution;
import treewarden.taxonomy.RuleSetting;

/** The licence of the work is one of those that the community accepts. */
public final class Licence implements Rule {
    /** SPDX identifiers, as the community lists them. */
    public static final List<String> ACCEPTED =
            List.of("CC0-1.0", "CDLA-Permissive-2.0", "CC-BY-4.0", "CC-BY-SA-4.0", "Apache-2.0", "MIT");

    private static final Pattern JOINED = Pattern.compile("\\s+(?i:and|or)\\s+|[\\s,;()/]+");

    @Override
    public String name() {
        return "licence";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "The licence in the attribution.txt is one of " + String.join(", ", ACCEPTED)
                + ", by its SPDX identifier.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        if (!(subject.around().attribution() instanceof Attribution.Present present)) {
            return List.of();
        }
        var field = AttributionFields.fields(present.bytes()).get(AttributionFields.LICENCE);
        if (field == null || field.value().isEmpty() || isAccepted(field.value())) {
            return List.of();
        }
        var known = ACCEPTED.stream()
                .filter(licence -> plain(licence).equals(plain(field.value())))
                .findFirst();
        var remedy = known.map(licence -> "Write it as " + licence + ".")
                .orElse("Use a work under one of " + String.join(", ", ACCEPTED) + ", and write its identifier.");
        return List.of(Remark.at(
                        new Position(field.line(), field.column()),
                        "",
                        "The licence " + Printable.quoted(field.value()) + " is not one of the accepted identifiers.",
                        remedy)
                .in(AttributionFields.FILE));
    }

    /** One identifier, or several joined by AND, OR or commas, all of them accepted. */
    private static boolean isAccepted(String value) {
        return JOINED.splitAsStream(value.strip())
                .filter(part -> !part.isEmpty())
                .allMatch(ACCEPTED::contains);
    }

    private static String plain(String licence) {
        return licence.toLowerCase(Locale.ROOT).replaceAll("license|licence|version|[^a-z0-9]", "");
    }
}
