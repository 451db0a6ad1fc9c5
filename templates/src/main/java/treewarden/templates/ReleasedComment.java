package treewarden.templates;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.release.ReleaseId;

/** The comment that tells a contributor in which release their work is. Its words are in {@code comments/released.md}. */
public final class ReleasedComment {
    private static final CommentTemplate RELEASED = CommentTemplate.named("released");

    /**
     * What it says.
     *
     * @param leaves of the contribution that the release holds
     * @param modelUrl where the model can be seen; null where it is nowhere public
     */
    public record Model(
            Contribution contribution,
            ReleaseId release,
            int leaves,
            @Nullable String modelUrl,
            @Nullable String dataUrl) {}

    /** The comment's Markdown. */
    public String render(Model model) {
        return RELEASED.render(Map.of(
                        "author", model.contribution().author().login(),
                        "release", new Fragment(model.release().name()),
                        "leaves", leaves(model.leaves()),
                        "model_url", address(model.modelUrl()),
                        "data_url", address(model.dataUrl())))
                .markdown();
    }

    static String leaves(int count) {
        return count == 1 ? "1 leaf of this pull request is in it" : count + " leaves of this pull request are in it";
    }

    static Fragment address(@Nullable String url) {
        return new Fragment(url == null ? "" : url);
    }
}
