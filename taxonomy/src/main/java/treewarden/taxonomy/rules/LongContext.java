package treewarden.taxonomy.rules;

import java.util.List;
import java.util.Locale;
import treewarden.taxonomy.RuleSetting;
import treewarden.taxonomy.schema.Schemas;

/** A knowledge context fits into the teacher's prompt beside its questions. */
public final class LongContext implements Rule {
    private static final int MOST = 500;

    @Override
    public String name() {
        return "long-context";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "A knowledge context has at most about " + MOST + " tokens.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        if (subject.kind() != Schemas.Subject.KNOWLEDGE) {
            return List.of();
        }
        return subject.passages(Passage.Role.CONTEXT).stream()
                .filter(context -> Tokens.about(context.text()) > MOST)
                .map(context -> Remark.at(
                        context.node().at(),
                        context.pointer(),
                        String.format(
                                Locale.ROOT,
                                "%s has about %,d tokens; at most %d fit.",
                                context.name(),
                                Tokens.about(context.text()),
                                MOST),
                        "Keep the part that the questions are about."))
                .toList();
    }
}
