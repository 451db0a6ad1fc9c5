package treewarden.web.api;

import treewarden.web.comment.ReadComment;
import treewarden.web.review.QuoteLines;
import treewarden.web.review.ReadSinceReview;

/** What the pages read of contributions, which programs are answered with too. */
public record ContributionParts(
        ContributionsForPrograms contributions,
        ReadSinceReview sinceReview,
        QuoteLines quoteLines,
        ReadComment comment) {}
