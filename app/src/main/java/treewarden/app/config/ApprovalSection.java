package treewarden.app.config;

import java.util.Optional;
import java.util.stream.Stream;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.approval.ApprovalRules.Review;
import treewarden.bot.approval.ApprovalRules.Sample;
import treewarden.domain.MergeMethod;

/** The section {@code github.approval}. */
final class ApprovalSection {
    /** Nobody waits for more people than this. */
    private static final int MOST_APPROVERS = 9;

    private ApprovalSection() {}

    static ApprovalRules read(Section section) {
        var usual = ApprovalRules.USUAL;
        return new ApprovalRules(
                section.number("approvers", usual.approvers(), 1, MOST_APPROVERS),
                section.parsed("sample", usual.sample(), "`required` or `optional`", ApprovalSection::sample),
                section.parsed("review", usual.review(), "`submitted` or `none`", ApprovalSection::review),
                section.parsed("merge", usual.merge(), "`off`, `merge`, `squash` or `rebase`", ApprovalSection::merge));
    }

    private static Sample sample(String word) {
        return switch (word) {
            case "required" -> Sample.REQUIRED;
            case "optional" -> Sample.OPTIONAL;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Review review(String word) {
        return switch (word) {
            case "submitted" -> Review.SUBMITTED;
            case "none" -> Review.NONE;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Optional<MergeMethod> merge(String word) {
        if (word.equals("off")) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(MergeMethod.values())
                .filter(method -> method.slug().equals(word))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }
}
