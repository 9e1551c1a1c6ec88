/** Everything the widget says by itself, in the languages it speaks. */

export type Language = "en" | "zh";

const EN = {
  launcher: "Ask for advice",
  heading: "Shopping assistant",
  close: "Close",
  wider: "Wider",
  narrower: "Narrower",
  startOver: "Start over",
  conversation: "Conversation",
  welcome: "What are you looking for?",
  welcomeMore:
    "Say it in your own words, or show a photo. You see what was understood, and can change it with a tap.",
  examples:
    "What is popular right now?|What is on offer this week?|How long do I have to return something?",
  byPhoto: "Find something like a photo",
  say: "Say what you are looking for",
  placeholder: "What are you looking for?",
  send: "Send",
  addPhoto: "Add a photo",
  takePhoto: "Take a photo",
  removePhoto: "Remove the photo",
  chosenPhoto: "The photo you chose",
  yourPhoto: "Your photo",
  photo: "Photo",
  badPhoto: "“{name}” is no picture that can be read. A JPEG, PNG or WebP works.",
  thisFile: "This file",
  understood: "What was understood",
  wish: "A wish, not a condition",
  remove: "Remove “{label}”",
  undo: "Undo",
  looking: "Looking…",
  reasonFollows: "The reason follows.",
  list: "{count} items, best first",
  rank: "Pick {rank}",
  instead: "instead of",
  priceOnRequest: "Price on request",
  notRated: "Not rated yet",
  outOfFive: "{rating} out of 5",
  in_stock: "In stock",
  out_of_stock: "Out of stock",
  preorder: "Pre-order",
  backorder: "On back-order",
  left: "Only {count} left",
  noPicture: "No picture",
  addToCart: "Add to cart",
  added: "Added",
  addedTitle: "{title} was added to the cart.",
  moreLike: "More like this",
  moreLikeSaid: "More like “{title}”",
  like: "I like it",
  dislike: "Not for me",
  compare: "Compare",
  compareCount: "Compare {count}",
  compareSaid: "Compare “{first}” and “{second}”",
  compareOne: "One picked. Pick another to compare.",
  clear: "Clear",
  details: "Details",
  moved: "What moved it up or down",
  checked: "Checked against the catalogue",
  sideBySide: "Side by side",
  best: "best",
  until: "until {date}",
  refine: "Refine",
  earlier: "Show earlier messages",
  reconnecting: "The connection broke. Your message is kept; trying again…",
  starting: "The assistant is starting up…",
  warming: "Reasons come straight from the product facts until the writer is ready.",
  tryNow: "Try now",
  failed: "Something went wrong on our side. Please try again.",
  busy: "Many people are asking right now. Yours is next.",
  expired: "Your earlier conversation is no longer kept, so this begins a new one.",
  newReply: "New reply",
  person: "{name}, from the shop",
  aPerson: "The shop",
};

export type Words = typeof EN;

const ZH: Words = {
  launcher: "选购咨询",
  heading: "购物助手",
  close: "关闭",
  wider: "加宽",
  narrower: "收窄",
  startOver: "重新开始",
  conversation: "对话",
  welcome: "您想找什么？",
  welcomeMore: "用自己的话说，或者发一张照片。我理解到的内容会列出来，点一下就能修改。",
  examples: "现在什么最受欢迎？|这周有什么优惠？|多久之内可以退货？",
  byPhoto: "按照片找相似的商品",
  say: "说说您想找什么",
  placeholder: "您想找什么？",
  send: "发送",
  addPhoto: "添加照片",
  takePhoto: "拍照",
  removePhoto: "移除照片",
  chosenPhoto: "您选择的照片",
  yourPhoto: "您的照片",
  photo: "照片",
  badPhoto: "“{name}”不是可以读取的图片。请使用 JPEG、PNG 或 WebP。",
  thisFile: "这个文件",
  understood: "我的理解",
  wish: "是愿望，不是硬性条件",
  remove: "移除“{label}”",
  undo: "撤销",
  looking: "正在查找……",
  reasonFollows: "理由随后就到。",
  list: "{count} 件商品，最合适的在前",
  rank: "第 {rank} 位",
  instead: "原价",
  priceOnRequest: "价格请询问",
  notRated: "暂无评分",
  outOfFive: "{rating} 分（满分 5 分）",
  in_stock: "有货",
  out_of_stock: "缺货",
  preorder: "预售",
  backorder: "补货中",
  left: "仅剩 {count} 件",
  noPicture: "暂无图片",
  addToCart: "加入购物车",
  added: "已加入",
  addedTitle: "已将“{title}”加入购物车。",
  moreLike: "更多类似",
  moreLikeSaid: "更多类似“{title}”的商品",
  like: "喜欢",
  dislike: "不合适",
  compare: "对比",
  compareCount: "对比 {count} 件",
  compareSaid: "对比“{first}”和“{second}”",
  compareOne: "已选一件，再选一件即可对比。",
  clear: "清除",
  details: "详情",
  moved: "影响排序的因素",
  checked: "已与商品目录核对",
  sideBySide: "并排对比",
  best: "最佳",
  until: "{date} 截止",
  refine: "进一步筛选",
  earlier: "显示更早的消息",
  reconnecting: "连接中断。您的消息已保留，正在重试……",
  starting: "助手正在启动……",
  warming: "在撰写模型就绪之前，理由直接来自商品信息。",
  tryNow: "立即重试",
  failed: "我们这边出了点问题，请再试一次。",
  busy: "现在咨询的人很多，马上轮到您。",
  expired: "之前的对话已不再保留，现在开始新的对话。",
  newReply: "有新回复",
  person: "{name}（店员）",
  aPerson: "店员",
};

export const WORDS: Record<Language, Words> = { en: EN, zh: ZH };

/** Put the values into a text's `{places}`; they are not read again, whatever they hold. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Return the language to speak: what is asked for, else what the page is written in, else English. */
export function languageOf(wanted: string | null, page: string): Language {
  return /^zh\b/i.test(wanted ?? page) ? "zh" : "en";
}

const BARS: Record<Language, Record<string, string>> = {
  en: {
    words: "Your words",
    meaning: "What you mean",
    photo: "Looks like your photo",
    preferences: "Your wishes",
    rating: "Ratings",
    popularity: "Popularity",
    price: "Price",
    availability: "Stock",
  },
  zh: {
    words: "您的用词",
    meaning: "您的意思",
    photo: "与照片相似",
    preferences: "您的愿望",
    rating: "评分",
    popularity: "人气",
    price: "价格",
    availability: "库存",
  },
};

/** Return what a contribution or a field is called. */
export function nameOf(field: string, language: Language): string {
  return BARS[language][field] ?? plain(field);
}

function plain(field: string): string {
  const words = field.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
