package treewarden.sdg.quality;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A language, or a script that few languages share, with what it is told by: its small words, which make up a third to a
 * half of any prose in it, or its script alone.
 */
enum Tongue {
    ENGLISH("en", "English", """
            the of and to a in is that it for was on are as with his they at be this from have or by one had not but what
            all were when we there can an your which their said if do will each about how up out them then she many some
            so these would other into has more her two him could no than been its who did my over only any where most our
            because should does between also while through after before during such you he i"""),
    GERMAN("de", "German", """
            der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an werden aus er hat dass sie
            nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch
            man sein wurde sei im dem kann wenn ihre ich wir du ihr was gegen vom schon hier unter diese dieser dieses
            eines sowie zwischen damit keine kein muss welche welcher"""),
    FRENCH("fr", "French", """
            le la les de des du et est un une en que qui dans pour pas sur ce il elle au aux par plus avec son sa ses se ne
            sont ou mais comme nous vous ils cette ces leur leurs être fait été à d l c qu j n s y où même aussi bien
            entre sans peut tout tous très si on deux lui dont après avant"""),
    SPANISH("es", "Spanish", """
            el la los las de y que en un una es por con para no se su sus al lo del como más pero este esta estos estas o
            fue son ha sobre también entre cuando muy sin hay ser desde todo todos nos porque donde quien si ya le me te
            qué cómo está cada puede así dos"""),
    ITALIAN("it", "Italian", """
            il lo la i gli le di e che è un una in per non con del della dei delle al alla nel nella da dal si come più ma
            anche questo questa sono ha ho se sul sulla su essere tra fra o ogni quando dove chi cosa molto ai dalla
            degli alle nelle c l d un stato può suo sua"""),
    PORTUGUESE("pt", "Portuguese", """
            o a os as de do da dos das e que em um uma é por com para não se no na nos nas ao à mais como mas foi são este
            esta ou ser seu sua também entre quando muito sem há já pelo pela isso ele ela você eu qual cada pode até
            onde porque sobre"""),
    DUTCH("nl", "Dutch", """
            de het een en van in is dat op te zijn met voor niet aan er om ook als maar door bij naar uit dan nog worden
            wordt deze dit die hij zij ze wij je ik heeft hebben kan over tot werd was of meer geen waar wat wie hoe veel
            onder tussen tegen onze hun"""),
    SWEDISH("sv", "Swedish", """
            och i att en ett det som är av för på den med till inte har de om han hon var vi jag så kan men ut från eller
            när vid skulle än sig man nu ska också mycket alla finns efter dessa denna detta mellan under hur vad där
            över bara"""),
    DANISH("da", "Danish or Norwegian", """
            og i at det en et den er på til som for af av med ikke de har jeg vi han hun kan var om så men fra eller når ved
            skal sig nu også blev ble mange efter etter disse denne dette mellem mellom under hvor hvad hva der over bare
            være blir bliver hvordan"""),
    POLISH("pl", "Polish", """
            i w na z do nie że się jest to o jak po co tak za od dla czy ale tym przez przed jego jej są był była było być
            może tylko już który która które oraz ze pod ten ta te tego więc gdy również między bardzo jako lub"""),
    CZECH("cs", "Czech or Slovak", """
            a v na se je že s z do o k i to jako za by ale který která které pro jsou byl byla bylo být po od při však
            nebo jeho její jak také tak už si ve ze tento tato toto mezi může ktorý ktorá sa ako nie sú pre čo"""),
    ROMANIAN("ro", "Romanian", """
            de și în a la cu pe nu că se un o din este care mai pentru al ale ce sau dar sunt fi ca prin fost lui ei au
            este după între fără când unde acest această aceste cum poate foarte"""),
    HUNGARIAN("hu", "Hungarian", """
            a az és hogy nem is egy ez de van volt csak ha mint el meg már még vagy ki be le mert azt ezt lehet minden
            kell más amely után között lesz nagyon így akkor ahol mely"""),
    FINNISH("fi", "Finnish", """
            ja on ei se että oli hän mutta ovat kun niin kuin myös joka jos tai ole sen sekä mitä voi tämä vain jotka ne
            sitä olla kanssa mukaan jälkeen ennen hyvin kaikki tässä näin"""),
    TURKISH("tr", "Turkish", """
            ve bir bu da de için ile olarak çok daha olan gibi kadar ne en sonra her değil ya ama ise var o ki mi mı
            tarafından arasında veya olduğu şey ben sen biz onun nasıl"""),
    INDONESIAN("id", "Indonesian or Malay", """
            yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih
            kata tahun sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para harus"""),
    VIETNAMESE("vi", "Vietnamese", """
            và của là có được trong cho không một các những với người này đã để khi từ ra về như đến vào cũng ở nhiều hơn
            lại phải thì tôi bạn trên sẽ đó nên"""),
    RUSSIAN("ru", "Russian or another language in Cyrillic letters", UnicodeScript.CYRILLIC),
    GREEK("el", "Greek", UnicodeScript.GREEK),
    ARABIC("ar", "Arabic or another language in Arabic letters", UnicodeScript.ARABIC),
    HEBREW("he", "Hebrew", UnicodeScript.HEBREW),
    HINDI("hi", "Hindi or another language in Devanagari", UnicodeScript.DEVANAGARI),
    BENGALI("bn", "Bengali", UnicodeScript.BENGALI),
    TAMIL("ta", "Tamil", UnicodeScript.TAMIL),
    THAI("th", "Thai", UnicodeScript.THAI),
    JAPANESE("ja", "Japanese", UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
    KOREAN("ko", "Korean", UnicodeScript.HANGUL),
    CHINESE("zh", "Chinese", UnicodeScript.HAN);

    private final String tag;
    private final String words;
    private final List<String> smallWords;
    private final Set<UnicodeScript> scripts;

    Tongue(String tag, String words, String smallWords) {
        this.tag = tag;
        this.words = words;
        this.smallWords = List.of(smallWords.strip().split("\\s+"));
        this.scripts = Set.of();
    }

    Tongue(String tag, String words, UnicodeScript... scripts) {
        this.tag = tag;
        this.words = words;
        this.smallWords = List.of();
        this.scripts = Set.of(scripts);
    }

    static Optional<Tongue> tagged(String tag) {
        return Arrays.stream(values()).filter(tongue -> tongue.tag.equals(tag)).findFirst();
    }

    static List<String> tags() {
        return Arrays.stream(values()).map(tongue -> tongue.tag).toList();
    }

    /** How people call it. */
    String words() {
        return words;
    }

    /** Empty where its script tells it. */
    List<String> smallWords() {
        return smallWords;
    }

    /** Empty where it is written in Latin letters. */
    Set<UnicodeScript> scripts() {
        return scripts;
    }
}
