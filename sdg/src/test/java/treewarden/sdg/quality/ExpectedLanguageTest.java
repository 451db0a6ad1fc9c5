package treewarden.sdg.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Leaf;

class ExpectedLanguageTest {
    @TempDir
    private Path folder;

    private final Leaf english = Runs.skill(
            "compositional_skills/writing/notes",
            "Write a short note to a neighbour.",
            "Dear neighbour, the parcel that came for you is with us.");

    private String answered(String language, Leaf leaf, String answer) {
        return Runs.only(
                folder,
                QualitySettings.USUAL.withLanguage(language),
                leaf,
                Map.of("question", "Write about the first article.", "response", answer));
    }

    /** The first article of the Universal Declaration of Human Rights. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "German | Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
                "French | Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
                "Spanish | Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
                "Italian | Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza e devono agire gli uni verso gli altri in spirito di fratellanza.",
                "Portuguese | Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.",
                "Dutch | Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen.",
                "Swedish | Alla människor är födda fria och lika i värde och rättigheter. De har utrustats med förnuft och samvete och bör handla gentemot varandra i en anda av gemenskap.",
                "Polish | Wszyscy ludzie rodzą się wolni i równi w swojej godności i w swoich prawach. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec siebie w duchu braterstwa. To jest tak, jak ma być, ale nie zawsze.",
                "Chinese | 人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
                "Japanese | すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
                "Korean | 모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
                "Greek | Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
                "Hebrew | כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם."
            })
    void anotherLanguageThanTheRunsIsRejected(String name, String text) {
        assertThat(answered("en", english, text))
                .isEqualTo("language: the answer is in " + name + ", where English is expected");
    }

    @Test
    void anEnglishAnswerIsRejectedWhereGermanIsExpected() {
        var german = Runs.skill(
                "compositional_skills/writing/notizen",
                "Schreibe dem Nachbarn eine kurze Nachricht.",
                "Lieber Nachbar, das Paket, das für dich kam, ist bei uns.");

        assertThat(answered(
                        "de",
                        german,
                        "All human beings are born free and equal in dignity and rights, and they should act so."))
                .isEqualTo("language: the answer is in English, where German is expected");
        assertThat(answered("de", german, "Alle Menschen sind frei und gleich an Würde und Rechten geboren."))
                .isEqualTo("kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bonjour, comment ça va?",
                "for (int i = 0; i < n; i++) { if (a[i] == null) { continue; } sum += a[i].getValue(); } return sum / n;",
                "Metrics:\n- F1 score (w/o post processing)\n- F1 score (w/ post processing)\n- JS distance (w/o post processing)",
                "In German that is \"Alle Menschen sind frei\", which means that all of them are free from the day they are born.",
                "Johann Sebastian Bach, Georg Friedrich Händel, Johann Pachelbel, Dietrich Buxtehude, Heinrich Schütz, Georg Böhm"
            })
    void whatCannotBeToldIsKept(String answer) {
        assertThat(answered("en", english, answer)).isEqualTo("kept");
    }

    @Test
    void aLeafInAnotherLanguageMayBeInIt() {
        var german = Runs.skill(
                "compositional_skills/writing/notizen",
                "Schreibe dem Nachbarn eine kurze Nachricht.",
                "Lieber Nachbar, das Paket, das für dich kam, ist bei uns.");

        assertThat(answered(
                        "en",
                        german,
                        "Alle Menschen sind frei und gleich an Würde und Rechten geboren, und so ist es."))
                .isEqualTo("kept");
        assertThat(answered(
                        "en",
                        german,
                        "Todos los seres humanos nacen libres e iguales en dignidad y derechos, como están."))
                .startsWith("language: the answer is in Spanish");
    }

    @Test
    void aLeafAboutTranslationMayBeInAny() {
        var translation = Runs.skill(
                "compositional_skills/linguistics/translation",
                "Translate this into French: The sea is in front of us.",
                "La mer est devant nous.");

        assertThat(answered(
                        "en",
                        translation,
                        "Todos los seres humanos nacen libres e iguales en dignidad y derechos, como están."))
                .isEqualTo("kept");
    }

    @Test
    void withoutALanguageNothingIsExpected() {
        assertThat(Runs.only(
                        folder,
                        QualitySettings.USUAL,
                        english,
                        Map.of(
                                "question",
                                "Was ist das für ein Tier, das in der Nacht um den See und durch den Wald geht?",
                                "response",
                                "Ein Reh.")))
                .isEqualTo("kept");
    }

    @Test
    void noSeedExampleThatPeopleWroteIsTakenForAnotherLanguage() {
        assumeThat(Files.isDirectory(RealSeeds.FILES)).isTrue();
        int texts = 0;
        int told = 0;
        for (var leaf : RealSeeds.leaves()) {
            for (var seed : Seed.of(leaf)) {
                for (var text :
                        new String[] {seed.said().question(), seed.said().answer()}) {
                    texts++;
                    told += Tongues.sure(text, EnumSet.noneOf(Tongue.class)).isPresent() ? 1 : 0;
                    assertThat(Tongues.sure(text, Set.of(Tongue.ENGLISH)))
                            .as("%s: %s", leaf.path(), text)
                            .isEmpty();
                }
            }
        }
        assertThat(texts).isGreaterThan(1500);
        assertThat((double) told / texts).isGreaterThan(0.6);
    }
}
