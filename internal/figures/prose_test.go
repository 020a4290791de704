package figures

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/site"
)

// BenchmarkClaims reads sentences that state a size, each with words for it.
func BenchmarkClaims(b *testing.B) {
	images := subjects(&site.Site{Lock: &site.Lock{}, Config: site.Config{Images: map[string]site.ImageSpec{"web": {Recorded: site.RecordedSpec{"download": "62.6 MB", "usage": "284 MB", "on": "2026-01-01"}}}}})
	var sentences []site.Sentence
	for i := range 20 {
		sentences = append(sentences, site.Sentence{Text: fmt.Sprintf("The image web has %d.%d MB to download, which is what the registry sends over the network to a machine that has none of its layers.", 60+i%5, i%10)})
	}
	b.ReportAllocs()
	for b.Loop() {
		for i := range sentences {
			claimsOf(&sentences[i], images, map[string]bool{})
		}
	}
}

// TestWordsIn has words of each language for each size: the stems let their sentences through
// to the patterns.
func TestWordsIn(t *testing.T) {
	for column, texts := range map[string]string{
		download: "Compressed|compressed size|content size|download size|pull size|Downloads|pulled|transferred|over the wire|over the network|" +
			"komprimiert|komprimierte Größe|Download-Größe|heruntergeladen|taille compressée|taille de téléchargement|télécharger|telecharger|compressés|" +
			"tamaño comprimido|tamaño de la descarga|comprimida|descargar|tamanho do download|baixar|dimensione compressa|scaricare|" +
			"сжатый|скачать|загрузка|压缩大小|下载大小|下载|圧縮サイズ|ダウンロードサイズ|圧縮",
		disk: "Uncompressed|unpacked size|size when uncompressed|decompressed|extracted|after extraction|unpacks to|" +
			"unkomprimiert|entpackte Größe|dekomprimiert|nicht komprimiert|taille décompressée|non compressé|decompressee|tamaño descomprimido|sin comprimir|" +
			"não comprimido|tamanho descompactado|dimensione decompressa|scompattato|несжатый|распакованный|未压缩|解压后大小|展開後サイズ|解凍|非圧縮",
		usage: "DISK USAGE|disk usage|disk-usage",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if found := wordsIn("web: " + text + "."); len(found) == 0 || found[0].column != column {
				t.Errorf("%q: %+v, want %s", text, found, column)
			}
		}
	}
}
