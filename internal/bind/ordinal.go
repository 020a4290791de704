package bind

import (
	"strings"
	"unicode"

	"docsite/internal/site"
)

// ordinals are the words for first, second and third with which people tell
// instructions of one name apart, in lower case.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "1st": 1, "2nd": 2, "3rd": 3,
	"erste": 1, "ersten": 1, "erstes": 1, "zweite": 2, "zweiten": 2, "zweites": 2, "dritte": 3, "dritten": 3, "drittes": 3,
	"premier": 1, "première": 1, "deuxième": 2, "seconde": 2, "troisième": 3,
	"primer": 1, "primera": 1, "primero": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercera": 3,
	"primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3,
	"primeiro": 1, "primeira": 1, "terceiro": 3, "terceira": 3, "eerste": 1, "tweede": 2, "derde": 3,
	"первый": 1, "первая": 1, "первое": 1, "второй": 2, "вторая": 2, "второе": 2, "третий": 3, "третья": 3,
}

// ordinalSigns are those that stand in a word without blanks.
var ordinalSigns = [...]struct {
	sign string
	n    int
}{
	{"第一", 1}, {"第二", 2}, {"第三", 3}, {"第1", 1}, {"第2", 2}, {"第3", 3}, {"1つ目", 1}, {"2つ目", 2}, {"3つ目", 3},
	{"最初", 1}, {"첫 번째", 1}, {"두 번째", 2}, {"세 번째", 3}, {"첫번째", 1}, {"두번째", 2}, {"세번째", 3},
}

// which reads which of several instructions a note means: "The second FROM"; 0
// when it does not say, or speaks of more than one.
func which(note *site.Note) int {
	label := ordinalsIn(note.Label)
	if len(label) != 1 || note.Kind != site.TableNote && len(ordinalsIn(note.Text)) > 1 {
		return 0
	}
	return label[0]
}

// ordinalsIn are the words of a text that count.
func ordinalsIn(text string) (list []int) {
	text = strings.ToLower(text)
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if n := ordinals[word]; n > 0 {
			list = append(list, n)
		}
	}
	for _, s := range ordinalSigns {
		if strings.Contains(text, s.sign) {
			list = append(list, s.n)
		}
	}
	return list
}
