export { cancelGift, type GiftOrderRow, insertGiftOrders, releaseGifts } from './gift-orders.ts'
