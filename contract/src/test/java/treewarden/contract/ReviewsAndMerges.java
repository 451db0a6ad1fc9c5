package treewarden.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import treewarden.domain.CommitId;
import treewarden.domain.MergeMethod;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.MergeResult;
import treewarden.forge.RepositoryForge;
import treewarden.forge.Review;

/** An approval's way to GitHub: a review that is submitted and taken back, a merge that is refused and made. */
final class ReviewsAndMerges {
    private ReviewsAndMerges() {}

    /** Ends with the first pull request merged. */
    static void talkedAbout(RepositoryForge port, TaxonomyAtTheStandIn taxonomy, Forge forge) {
        var pull = taxonomy.repository.pullRequests().get(0);
        int number = pull.number();
        var head = new CommitId(pull.headSha());
        var other = new CommitId(pull.baseSha());

        assertThat(port.committers(number).accounts())
                .singleElement()
                .matches(account -> account.id() == taxonomy.alice.id());
        assertThat(port.reviews(number)).allMatch(said -> said.state() == Review.State.COMMENTED);
        var review = port.approve(number, head, "Approved.");
        assertThat(port.reviews(number)).contains(review);
        assertThat(review.author()).isEqualTo(forge.self().bot());
        assertThat(review.commit()).isEqualTo(head);
        port.dismissReview(number, review.id(), "The head moved.");
        assertThat(port.reviews(number))
                .filteredOn(said -> said.id() == review.id())
                .singleElement()
                .matches(dismissed -> dismissed.state() == Review.State.DISMISSED);
        assertThatThrownBy(() -> port.dismissReview(number, review.id(), "Again."))
                .isInstanceOf(ForgeException.Invalid.class);
        assertThatThrownBy(() -> port.approve(number, other, "Not of it.")).isInstanceOf(ForgeException.Invalid.class);

        assertThat(port.merge(number, other, MergeMethod.MERGE)).isEqualTo(new MergeResult.HeadMoved());
        pull.convertToDraft(taxonomy.alice);
        assertThat(port.merge(number, head, MergeMethod.MERGE)).isInstanceOf(MergeResult.NotNow.class);
        pull.readyForReview(taxonomy.alice);
        assertThat(port.merge(number, head, MergeMethod.SQUASH)).isInstanceOf(MergeResult.Merged.class);
        assertThat(port.pullRequest(number).merged()).isTrue();
        assertThat(port.pullRequest(number).head()).isEqualTo(head);
    }
}
