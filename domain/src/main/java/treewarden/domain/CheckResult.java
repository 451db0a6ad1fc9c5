package treewarden.domain;

import java.util.List;

/**
 * What a check run says.
 *
 * @param title one line, plain text
 * @param summary Markdown, at most 65,535 characters (GitHub's limit)
 * @param annotations findings to be shown on their lines
 */
public record CheckResult(CheckConclusion conclusion, String title, String summary, List<Finding> annotations) {
    public CheckResult {
        annotations = List.copyOf(annotations);
    }
}
