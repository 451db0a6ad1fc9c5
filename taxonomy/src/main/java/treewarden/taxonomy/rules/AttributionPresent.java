package treewarden.taxonomy.rules;

import java.util.List;
import treewarden.domain.Position;
import treewarden.taxonomy.Attribution;
import treewarden.taxonomy.RuleSetting;

/** An {@code attribution.txt} stands beside the leaf and is not empty: the taxonomy's own check, from version 2 on. */
public final class AttributionPresent implements Rule {
    @Override
    public String name() {
        return "attribution";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.ERROR;
    }

    @Override
    public String documentation() {
        return "Beside each leaf an attribution.txt names title, link, licence and creators of what it is made from.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        var attribution = subject.around().attribution();
        if (subject.version() < 2 || attribution instanceof Attribution.Unknown) {
            return List.of();
        }
        if (attribution instanceof Attribution.Present present) {
            return present.bytes().length > 0
                    ? List.of()
                    : List.of(Remark.at(
                                    Position.START,
                                    "",
                                    "The attribution.txt is empty.",
                                    "Name title of work, link, revision, licence and creators in it, one on a line.")
                            .in(AttributionFields.FILE));
        }
        return List.of(Remark.onFile(
                "There is no attribution.txt beside this file.",
                "Add one with title of work, link, revision, licence and creators, one on a line."));
    }
}
